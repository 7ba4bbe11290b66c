-- Written by `npm run db:dump` from the catalogue of a migrated database; reviewed, never run.

-- Types

CREATE TYPE "AllocationKind" AS ENUM ('KIT', 'WEEKLY_QUOTA');
CREATE TYPE "Channel" AS ENUM ('PROVINCE_PICKUP', 'GROUPING', 'ASSOCIATION', 'PHARMACY');
CREATE TYPE "ClaimEventKind" AS ENUM ('RECEIVED', 'CONFIRMED', 'ASSIGNED', 'QUESTION_ASKED', 'ANSWERED', 'ACCEPTED', 'REFUSED', 'APPEALED', 'WITHDRAWN', 'NOTE');
CREATE TYPE "ClaimStatus" AS ENUM ('UNCONFIRMED', 'OPEN', 'QUESTION', 'ACCEPTED', 'REFUSED', 'APPEALED', 'WITHDRAWN');
CREATE TYPE "ContradictionKind" AS ENUM ('TWO_DOMICILES', 'NUMBER_ON_TWO_PEOPLE', 'ACTIVITY_WITHOUT_REGISTRATION');
CREATE TYPE "DecisionOutcome" AS ENUM ('ELIGIBLE', 'NOT_ELIGIBLE', 'UNDETERMINED');
CREATE TYPE "DeliveryReportKind" AS ENUM ('NOT_ARRIVED', 'MISSING', 'DAMAGED');
CREATE TYPE "DeliveryWay" AS ENUM ('PICKUP', 'HOME_DELIVERY', 'GROUPING', 'ASSOCIATION');
CREATE TYPE "DepotKind" AS ENUM ('CENTRAL', 'PROVINCIAL', 'LOCAL', 'SUPPLIER', 'RECIPIENT', 'ADJUSTMENT');
CREATE TYPE "EntitlementStatus" AS ENUM ('GIVEN', 'BOOKED', 'SERVED', 'DECLINED', 'WITHDRAWN');
CREATE TYPE "Language" AS ENUM ('fr', 'nl', 'de', 'en');
CREATE TYPE "ListKind" AS ENUM ('FULL', 'AMENDMENT');
CREATE TYPE "MovementKind" AS ENUM ('RECEIPT', 'TRANSFER', 'HANDOVER', 'ADJUSTMENT');
CREATE TYPE "OrganisationKind" AS ENUM ('GROUPING', 'ASSOCIATION', 'PHARMACY');
CREATE TYPE "ProgrammeStatus" AS ENUM ('ANNOUNCED', 'OPEN', 'CLOSED');
CREATE TYPE "ReceiptWay" AS ENUM ('WEB', 'LETTER', 'EMAIL', 'PHONE');
CREATE TYPE "RecordQuality" AS ENUM ('GOOD', 'DOUBTFUL', 'REFUSED');
CREATE TYPE "RemovalState" AS ENUM ('PENDING', 'KEPT', 'WITHDRAWN');
CREATE TYPE "ReportKind" AS ENUM ('MISSING', 'DAMAGED');
CREATE TYPE "Role" AS ENUM ('TASKFORCE_ADMIN', 'PROVINCE_STAFF', 'ORGANISATION_STAFF');
CREATE TYPE "RunKind" AS ENUM ('IMPORT', 'LINK', 'DECIDE', 'PUBLISH');
CREATE TYPE "RunState" AS ENUM ('QUEUED', 'DONE', 'FAILED');
CREATE TYPE "SourceFileState" AS ENUM ('RECEIVING', 'RECOGNISED', 'QUEUED', 'IMPORTED', 'REFUSED', 'WITHDRAWN');

-- Tables

CREATE TABLE account (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  type text NOT NULL,
  provider text NOT NULL,
  provider_account_id text NOT NULL,
  refresh_token text,
  access_token text,
  expires_at integer,
  token_type text,
  scope text,
  id_token text,
  session_state text
);

CREATE TABLE app_user (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  email text NOT NULL,
  email_verified timestamp(3) with time zone,
  name text,
  image text,
  language "Language" NOT NULL DEFAULT 'fr'::"Language",
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE audit_entry (
  id bigint NOT NULL DEFAULT nextval('audit_entry_id_seq'::regclass),
  at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  business_at timestamp(3) with time zone NOT NULL,
  user_id uuid,
  actor_kind text NOT NULL,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  province_code text,
  details jsonb NOT NULL DEFAULT '{}'::jsonb
);

CREATE TABLE booking (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  entitlement_id uuid NOT NULL,
  slot_id uuid NOT NULL,
  code text NOT NULL,
  booked_at timestamp(3) with time zone NOT NULL,
  cancelled_at timestamp(3) with time zone,
  checked_in_at timestamp(3) with time zone,
  checked_in_by_id uuid
);

CREATE TABLE business_clock (
  id smallint NOT NULL DEFAULT 1,
  offset_ms bigint NOT NULL DEFAULT 0,
  demonstration boolean NOT NULL DEFAULT false,
  starts_at timestamp(3) with time zone
);

CREATE TABLE claim (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  reference text NOT NULL,
  programme_code text NOT NULL,
  profession_code text NOT NULL,
  status "ClaimStatus" NOT NULL,
  received_at timestamp(3) with time zone NOT NULL,
  received_by "ReceiptWay" NOT NULL,
  entered_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  entered_by_id uuid,
  entered_reason text,
  confirmed_at timestamp(3) with time zone,
  identifier_scheme text NOT NULL,
  identifier_value text NOT NULL,
  stated_number text NOT NULL,
  number_insisted boolean NOT NULL DEFAULT false,
  given_name text NOT NULL,
  family_name text NOT NULL,
  street text,
  postcode text NOT NULL,
  municipality text NOT NULL,
  province_code text NOT NULL,
  workplace text NOT NULL,
  active_since_on date NOT NULL,
  statement text,
  language "Language" NOT NULL,
  email text,
  phone text,
  access_token_hash bytea NOT NULL,
  provider_id uuid,
  assignee_id uuid,
  decided_by_id uuid,
  decided_at timestamp(3) with time zone,
  decision_id uuid,
  refusal_reason text,
  appealed_at timestamp(3) with time zone,
  appeal_decided_by_id uuid
);

CREATE TABLE claim_attachment (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  claim_id uuid,
  draft_id uuid,
  "position" smallint NOT NULL,
  file_name text NOT NULL,
  media_type text NOT NULL,
  byte_size integer NOT NULL,
  content bytea NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE claim_draft (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  token_hash bytea NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE claim_event (
  id bigint NOT NULL DEFAULT nextval('claim_event_id_seq'::regclass),
  claim_id uuid NOT NULL,
  kind "ClaimEventKind" NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  user_id uuid,
  text text
);

CREATE TABLE contradiction (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  kind "ContradictionKind" NOT NULL,
  subject text NOT NULL,
  fingerprint text NOT NULL,
  sides jsonb NOT NULL,
  provider_id uuid,
  seen_at timestamp(3) with time zone NOT NULL,
  gone_at timestamp(3) with time zone,
  settled_at timestamp(3) with time zone,
  settled_by_id uuid,
  settlement jsonb,
  reason text
);

CREATE TABLE decision (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  programme_code text NOT NULL,
  provider_id uuid NOT NULL,
  profession_code text NOT NULL,
  rule_set_code text NOT NULL,
  rule_set_version integer NOT NULL,
  as_of date NOT NULL,
  outcome "DecisionOutcome" NOT NULL,
  facts jsonb NOT NULL,
  reasons jsonb NOT NULL,
  missing text[],
  decided_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  run_id uuid
);

CREATE TABLE delivery_report (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  entitlement_id uuid NOT NULL,
  kind "DeliveryReportKind" NOT NULL,
  item_code text,
  text text NOT NULL,
  way "DeliveryWay" NOT NULL,
  province_code text NOT NULL,
  organisation_id uuid,
  reported_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE delivery_schedule (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  programme_code text NOT NULL,
  province_code text NOT NULL,
  profession_code text,
  from_on date NOT NULL,
  last_on date NOT NULL,
  way "DeliveryWay" NOT NULL,
  note jsonb NOT NULL DEFAULT '{}'::jsonb,
  published_at timestamp(3) with time zone NOT NULL,
  published_by_id uuid,
  withdrawn_at timestamp(3) with time zone
);

CREATE TABLE depot (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  kind "DepotKind" NOT NULL,
  name text NOT NULL,
  province_code text
);

CREATE TABLE entitlement (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  programme_code text NOT NULL,
  provider_id uuid NOT NULL,
  period text NOT NULL DEFAULT 'once'::text,
  profession_code text NOT NULL,
  province_code text NOT NULL,
  channel "Channel" NOT NULL,
  organisation_id uuid,
  kit_id uuid,
  list_id uuid NOT NULL,
  status "EntitlementStatus" NOT NULL DEFAULT 'GIVEN'::"EntitlementStatus",
  given_at timestamp(3) with time zone NOT NULL,
  updated_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE entitlement_count (
  id bigint NOT NULL DEFAULT nextval('entitlement_count_id_seq'::regclass),
  programme_code text NOT NULL,
  province_code text NOT NULL,
  profession_code text NOT NULL,
  channel "Channel" NOT NULL,
  status "EntitlementStatus" NOT NULL,
  quantity integer NOT NULL
);

CREATE TABLE entitlement_debit (
  entitlement_id uuid NOT NULL,
  channel "Channel" NOT NULL,
  debited_at timestamp(3) with time zone NOT NULL,
  debited_by_id uuid,
  organisation_id uuid
);

CREATE TABLE expected_receipt (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  depot_id uuid NOT NULL,
  variant_code text NOT NULL,
  quantity integer NOT NULL,
  expected_on date NOT NULL,
  note text,
  announced_by_id uuid,
  announced_at timestamp(3) with time zone NOT NULL,
  received_at timestamp(3) with time zone,
  cancelled_at timestamp(3) with time zone
);

CREATE TABLE fact_correction (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  provider_id uuid NOT NULL,
  profession_code text,
  fact text NOT NULL,
  claim_id uuid,
  corrected_by_id uuid,
  corrected_at timestamp(3) with time zone NOT NULL,
  taken_back_at timestamp(3) with time zone
);

CREATE TABLE handover (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  entitlement_id uuid NOT NULL,
  booking_id uuid,
  pickup_point_id uuid NOT NULL,
  handed_over_at timestamp(3) with time zone NOT NULL,
  handed_over_by_id uuid
);

CREATE TABLE handover_report (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  handover_id uuid NOT NULL,
  kind "ReportKind" NOT NULL,
  item_code text NOT NULL,
  text text NOT NULL,
  reported_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE invitation (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  entitlement_id uuid NOT NULL,
  provider_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamp(3) with time zone NOT NULL,
  used_at timestamp(3) with time zone
);

CREATE TABLE item (
  code text NOT NULL,
  "position" integer NOT NULL
);

CREATE TABLE item_variant (
  code text NOT NULL,
  item_code text NOT NULL,
  size text,
  "position" integer NOT NULL
);

CREATE TABLE kit (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  programme_code text NOT NULL,
  version integer NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE kit_line (
  kit_id uuid NOT NULL,
  item_code text NOT NULL,
  quantity integer NOT NULL
);

CREATE TABLE list_entry (
  list_id uuid NOT NULL,
  provider_id uuid NOT NULL,
  decision_id uuid NOT NULL
);

CREATE TABLE list_removal (
  list_id uuid NOT NULL,
  provider_id uuid NOT NULL,
  entitlement_id uuid,
  state "RemovalState" NOT NULL,
  removed_at timestamp(3) with time zone NOT NULL,
  decided_at timestamp(3) with time zone,
  decided_by_id uuid,
  reason text,
  recorded_at timestamp(6) with time zone NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE lot (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  variant_code text NOT NULL,
  code text NOT NULL DEFAULT 'unspecified'::text,
  expires_on date
);

CREATE TABLE membership (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL,
  provider_id uuid NOT NULL,
  valid_from date NOT NULL,
  valid_until date
);

CREATE TABLE organisation (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  kind "OrganisationKind" NOT NULL,
  name text NOT NULL,
  enterprise_number text,
  province_code text NOT NULL,
  email text,
  phone text
);

CREATE TABLE outbox (
  id bigint NOT NULL DEFAULT nextval('outbox_id_seq'::regclass),
  template text NOT NULL,
  language "Language" NOT NULL,
  to_email text NOT NULL,
  params jsonb NOT NULL,
  secrets jsonb,
  dedup_key text,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  sent_at timestamp(3) with time zone,
  failed_at timestamp(3) with time zone,
  last_error text
);

CREATE TABLE pickup_point (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  province_code text NOT NULL,
  depot_id uuid NOT NULL,
  name text NOT NULL,
  street text NOT NULL,
  postcode text NOT NULL,
  municipality text NOT NULL,
  access jsonb NOT NULL DEFAULT '{}'::jsonb,
  closed_at timestamp(3) with time zone
);

CREATE TABLE practice (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  provider_id uuid NOT NULL,
  profession_code text NOT NULL,
  registered_number text NOT NULL,
  registered boolean
);

CREATE TABLE practice_activity (
  practice_id uuid NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  ambulatory_share numeric(4,3) NOT NULL,
  source text NOT NULL
);

CREATE TABLE profession (
  code text NOT NULL,
  country character(2) NOT NULL,
  "position" integer NOT NULL
);

CREATE TABLE programme (
  code text NOT NULL,
  status "ProgrammeStatus" NOT NULL,
  allocation "AllocationKind" NOT NULL,
  "position" integer NOT NULL,
  rule_set_code text NOT NULL,
  rule_set_version integer NOT NULL,
  claims_from_on date,
  claims_last_on date,
  time_zone text NOT NULL DEFAULT 'Europe/Brussels'::text,
  delivery_from_on date,
  delivery_last_on date
);

CREATE TABLE programme_channel (
  programme_code text NOT NULL,
  channel "Channel" NOT NULL
);

CREATE TABLE provider (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  given_name text NOT NULL,
  family_name text NOT NULL,
  language "Language" NOT NULL,
  email text,
  phone text,
  street text,
  postcode text NOT NULL,
  municipality text NOT NULL,
  province_code text NOT NULL,
  national_number_hash bytea,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  birth_year smallint,
  registers text[] DEFAULT ARRAY[]::text[]
);

CREATE TABLE provider_identifier (
  scheme text NOT NULL,
  value text NOT NULL,
  provider_id uuid NOT NULL
);

CREATE TABLE province (
  code text NOT NULL,
  country character(2) NOT NULL
);

CREATE TABLE published_list (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  programme_code text NOT NULL,
  profession_code text NOT NULL,
  number integer NOT NULL,
  kind "ListKind" NOT NULL,
  as_of date NOT NULL,
  published_at timestamp(3) with time zone,
  entry_count integer NOT NULL DEFAULT 0,
  published_by_id uuid,
  claim_id uuid,
  ended_at timestamp(3) with time zone,
  ended_reason text,
  decided_in_run_id uuid,
  rule_set_code text,
  rule_set_version integer,
  sources jsonb NOT NULL DEFAULT '[]'::jsonb,
  end_recorded_at timestamp(6) with time zone,
  publication_recorded_at timestamp(6) with time zone
);

CREATE TABLE published_list_count (
  list_id uuid NOT NULL,
  province_code text NOT NULL,
  entries integer NOT NULL
);

CREATE UNLOGGED TABLE rate_limit (
  key text NOT NULL,
  window_start timestamp(3) with time zone NOT NULL,
  hits integer NOT NULL
);

CREATE TABLE role_assignment (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  role "Role" NOT NULL,
  province_code text,
  organisation_id uuid
);

CREATE TABLE rule_set (
  code text NOT NULL,
  version integer NOT NULL,
  definition jsonb NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE rule_set_draft (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  programme_code text NOT NULL,
  rule_set_code text NOT NULL,
  rule_set_version integer NOT NULL,
  name text NOT NULL,
  changes jsonb NOT NULL,
  created_by_id uuid,
  created_at timestamp(3) with time zone NOT NULL,
  adopted_version integer,
  adopted_at timestamp(3) with time zone
);

CREATE TABLE run (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  kind "RunKind" NOT NULL,
  state "RunState" NOT NULL DEFAULT 'QUEUED'::"RunState",
  input jsonb NOT NULL,
  result jsonb,
  failure jsonb,
  requested_by_id uuid,
  requested_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at timestamp(3) with time zone,
  finish_recorded_at timestamp(6) with time zone
);

CREATE TABLE run_progress (
  run_id uuid NOT NULL,
  attempts integer NOT NULL,
  step text NOT NULL,
  done bigint NOT NULL,
  total bigint,
  at timestamp(3) with time zone NOT NULL
);

CREATE TABLE session (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  session_token text NOT NULL,
  user_id uuid NOT NULL,
  expires timestamp(3) with time zone NOT NULL,
  provider_id uuid
);

CREATE TABLE slot (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  pickup_point_id uuid NOT NULL,
  starts_at timestamp(3) with time zone NOT NULL,
  ends_at timestamp(3) with time zone NOT NULL,
  capacity integer NOT NULL,
  booked integer NOT NULL DEFAULT 0,
  closed_at timestamp(3) with time zone
);

CREATE TABLE source_fault (
  id bigint NOT NULL DEFAULT nextval('source_fault_id_seq'::regclass),
  file_id uuid NOT NULL,
  line integer NOT NULL,
  "column" text,
  code text NOT NULL,
  value text
);

CREATE TABLE source_file (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  register text NOT NULL,
  file_name text NOT NULL,
  byte_size bigint NOT NULL DEFAULT 0,
  content_hash bytea,
  state "SourceFileState" NOT NULL,
  format jsonb,
  refusal jsonb,
  good_rows integer NOT NULL DEFAULT 0,
  doubtful_rows integer NOT NULL DEFAULT 0,
  refused_rows integer NOT NULL DEFAULT 0,
  fault_counts jsonb NOT NULL DEFAULT '{}'::jsonb,
  received_at timestamp(3) with time zone NOT NULL,
  received_by_id uuid,
  imported_at timestamp(3) with time zone,
  run_id uuid,
  withdrawn_at timestamp(3) with time zone,
  withdrawn_by_id uuid,
  withdrawn_reason text,
  cell_columns text[] NOT NULL DEFAULT ARRAY[]::text[],
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  import_recorded_at timestamp(6) with time zone
);

CREATE TABLE source_file_chunk (
  file_id uuid NOT NULL,
  "position" integer NOT NULL,
  content bytea NOT NULL
);

CREATE TABLE source_record (
  file_id uuid NOT NULL,
  line integer NOT NULL,
  quality "RecordQuality" NOT NULL,
  national_number_hash bytea,
  cells text NOT NULL
);

CREATE TABLE stock_balance (
  depot_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  quantity integer NOT NULL
);

CREATE TABLE stock_movement (
  id bigint NOT NULL DEFAULT nextval('stock_movement_id_seq'::regclass),
  kind "MovementKind" NOT NULL,
  from_depot_id uuid NOT NULL,
  to_depot_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  quantity integer NOT NULL,
  handover_id uuid,
  reason text,
  moved_by_id uuid,
  moved_at timestamp(3) with time zone NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE verification_token (
  identifier text NOT NULL,
  token text NOT NULL,
  expires timestamp(3) with time zone NOT NULL
);

-- Constraints

ALTER TABLE account ADD CONSTRAINT account_pkey PRIMARY KEY (id);
ALTER TABLE account ADD CONSTRAINT account_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE app_user ADD CONSTRAINT app_user_pkey PRIMARY KEY (id);
ALTER TABLE app_user ADD CONSTRAINT app_user_email_lower_case CHECK ((email = lower(email)));
ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);
ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_action_form CHECK ((action ~ '^[a-z-]+\.[a-z-]+$'::text));
ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_actor_kind CHECK ((((actor_kind = 'user'::text) AND (user_id IS NOT NULL)) OR (actor_kind = ANY (ARRAY['person'::text, 'provider'::text, 'system'::text]))));
ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE booking ADD CONSTRAINT booking_pkey PRIMARY KEY (id);
ALTER TABLE booking ADD CONSTRAINT booking_check_in_is_live CHECK (((checked_in_at IS NULL) OR (cancelled_at IS NULL)));
ALTER TABLE booking ADD CONSTRAINT booking_checked_in_by_id_fkey FOREIGN KEY (checked_in_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE booking ADD CONSTRAINT booking_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES entitlement(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE booking ADD CONSTRAINT booking_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES slot(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE business_clock ADD CONSTRAINT business_clock_pkey PRIMARY KEY (id);
ALTER TABLE business_clock ADD CONSTRAINT business_clock_moves_only_in_demonstration CHECK ((demonstration OR (offset_ms = 0)));
ALTER TABLE business_clock ADD CONSTRAINT business_clock_one_row CHECK ((id = 1));
ALTER TABLE claim ADD CONSTRAINT claim_pkey PRIMARY KEY (id);
ALTER TABLE claim ADD CONSTRAINT claim_appeal_by_another_reviewer CHECK (((appeal_decided_by_id IS NULL) OR (appeal_decided_by_id <> decided_by_id)));
ALTER TABLE claim ADD CONSTRAINT claim_confirmed_before_review CHECK (((status = ANY (ARRAY['UNCONFIRMED'::"ClaimStatus", 'WITHDRAWN'::"ClaimStatus"])) OR (confirmed_at IS NOT NULL)));
ALTER TABLE claim ADD CONSTRAINT claim_decision_complete CHECK (
CASE status
    WHEN 'ACCEPTED'::"ClaimStatus" THEN ((decided_by_id IS NOT NULL) AND (decided_at IS NOT NULL) AND (decision_id IS NOT NULL) AND (provider_id IS NOT NULL))
    WHEN 'REFUSED'::"ClaimStatus" THEN ((decided_by_id IS NOT NULL) AND (decided_at IS NOT NULL) AND (length(btrim(COALESCE(refusal_reason, ''::text))) > 0))
    WHEN 'APPEALED'::"ClaimStatus" THEN ((appealed_at IS NOT NULL) AND (decided_by_id IS NOT NULL))
    ELSE true
END);
ALTER TABLE claim ADD CONSTRAINT claim_email_lower_case CHECK ((email = lower(email)));
ALTER TABLE claim ADD CONSTRAINT claim_entered_by_staff_or_person CHECK ((((received_by = 'WEB'::"ReceiptWay") = (entered_by_id IS NULL)) AND ((received_by = 'WEB'::"ReceiptWay") OR (length(btrim(COALESCE(entered_reason, ''::text))) > 0))));
ALTER TABLE claim ADD CONSTRAINT claim_reachable CHECK (((received_by <> 'WEB'::"ReceiptWay") OR (email IS NOT NULL)));
ALTER TABLE claim ADD CONSTRAINT claim_appeal_decided_by_id_fkey FOREIGN KEY (appeal_decided_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE claim ADD CONSTRAINT claim_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE claim ADD CONSTRAINT claim_decided_by_id_fkey FOREIGN KEY (decided_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE claim ADD CONSTRAINT claim_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE claim ADD CONSTRAINT claim_entered_by_id_fkey FOREIGN KEY (entered_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE claim ADD CONSTRAINT claim_profession_code_fkey FOREIGN KEY (profession_code) REFERENCES profession(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE claim ADD CONSTRAINT claim_programme_code_fkey FOREIGN KEY (programme_code) REFERENCES programme(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE claim ADD CONSTRAINT claim_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE claim_attachment ADD CONSTRAINT claim_attachment_pkey PRIMARY KEY (id);
ALTER TABLE claim_attachment ADD CONSTRAINT claim_attachment_has_one_home CHECK (((claim_id IS NULL) <> (draft_id IS NULL)));
ALTER TABLE claim_attachment ADD CONSTRAINT claim_attachment_media_type CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text])));
ALTER TABLE claim_attachment ADD CONSTRAINT claim_attachment_size CHECK (((byte_size = octet_length(content)) AND ((byte_size >= 1) AND (byte_size <= 5242880))));
ALTER TABLE claim_attachment ADD CONSTRAINT claim_attachment_three_at_most CHECK ((("position" >= 1) AND ("position" <= 3)));
ALTER TABLE claim_attachment ADD CONSTRAINT claim_attachment_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE claim_attachment ADD CONSTRAINT claim_attachment_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES claim_draft(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE claim_draft ADD CONSTRAINT claim_draft_pkey PRIMARY KEY (id);
ALTER TABLE claim_event ADD CONSTRAINT claim_event_pkey PRIMARY KEY (id);
ALTER TABLE claim_event ADD CONSTRAINT claim_event_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE claim_event ADD CONSTRAINT claim_event_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE contradiction ADD CONSTRAINT contradiction_pkey PRIMARY KEY (id);
ALTER TABLE contradiction ADD CONSTRAINT contradiction_settled_with_reason CHECK ((((settled_at IS NULL) = (settlement IS NULL)) AND ((settled_at IS NULL) OR (length(btrim(COALESCE(reason, ''::text))) > 0))));
ALTER TABLE contradiction ADD CONSTRAINT contradiction_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE contradiction ADD CONSTRAINT contradiction_settled_by_id_fkey FOREIGN KEY (settled_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE decision ADD CONSTRAINT decision_pkey PRIMARY KEY (id);
ALTER TABLE decision ADD CONSTRAINT decision_keeps_facts CHECK ((jsonb_typeof(facts) = 'object'::text));
ALTER TABLE decision ADD CONSTRAINT decision_keeps_reasons CHECK (((jsonb_typeof(reasons) = 'array'::text) AND (jsonb_array_length(reasons) > 0)));
ALTER TABLE decision ADD CONSTRAINT decision_undetermined_says_what_is_missing CHECK (((outcome <> 'UNDETERMINED'::"DecisionOutcome") OR (cardinality(missing) > 0)));
ALTER TABLE decision ADD CONSTRAINT decision_programme_code_fkey FOREIGN KEY (programme_code) REFERENCES programme(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE decision ADD CONSTRAINT decision_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE decision ADD CONSTRAINT decision_rule_set_code_rule_set_version_fkey FOREIGN KEY (rule_set_code, rule_set_version) REFERENCES rule_set(code, version) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE decision ADD CONSTRAINT decision_run_id_fkey FOREIGN KEY (run_id) REFERENCES run(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE delivery_report ADD CONSTRAINT delivery_report_pkey PRIMARY KEY (id);
ALTER TABLE delivery_report ADD CONSTRAINT delivery_report_is_of_a_delivery CHECK ((way <> 'PICKUP'::"DeliveryWay"));
ALTER TABLE delivery_report ADD CONSTRAINT delivery_report_names_an_item CHECK (((kind = 'NOT_ARRIVED'::"DeliveryReportKind") = (item_code IS NULL)));
ALTER TABLE delivery_report ADD CONSTRAINT delivery_report_says_what CHECK (((kind = 'NOT_ARRIVED'::"DeliveryReportKind") OR (length(btrim(text)) > 0)));
ALTER TABLE delivery_report ADD CONSTRAINT delivery_report_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES entitlement(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE delivery_report ADD CONSTRAINT delivery_report_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE delivery_report ADD CONSTRAINT delivery_report_province_code_fkey FOREIGN KEY (province_code) REFERENCES province(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE delivery_schedule ADD CONSTRAINT delivery_schedule_pkey PRIMARY KEY (id);
ALTER TABLE delivery_schedule ADD CONSTRAINT delivery_schedule_days_in_order CHECK ((last_on >= from_on));
ALTER TABLE delivery_schedule ADD CONSTRAINT delivery_schedule_profession_code_fkey FOREIGN KEY (profession_code) REFERENCES profession(code) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE delivery_schedule ADD CONSTRAINT delivery_schedule_programme_code_fkey FOREIGN KEY (programme_code) REFERENCES programme(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE delivery_schedule ADD CONSTRAINT delivery_schedule_province_code_fkey FOREIGN KEY (province_code) REFERENCES province(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE delivery_schedule ADD CONSTRAINT delivery_schedule_published_by_id_fkey FOREIGN KEY (published_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE depot ADD CONSTRAINT depot_pkey PRIMARY KEY (id);
ALTER TABLE depot ADD CONSTRAINT depot_province_fits_kind CHECK (((kind = ANY (ARRAY['PROVINCIAL'::"DepotKind", 'LOCAL'::"DepotKind"])) = (province_code IS NOT NULL)));
ALTER TABLE depot ADD CONSTRAINT depot_province_code_fkey FOREIGN KEY (province_code) REFERENCES province(code) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE entitlement ADD CONSTRAINT entitlement_pkey PRIMARY KEY (id);
ALTER TABLE entitlement ADD CONSTRAINT entitlement_organisation_fits_channel CHECK (
CASE channel
    WHEN 'PROVINCE_PICKUP'::"Channel" THEN (organisation_id IS NULL)
    WHEN 'PHARMACY'::"Channel" THEN true
    ELSE (organisation_id IS NOT NULL)
END);
ALTER TABLE entitlement ADD CONSTRAINT entitlement_period_form CHECK (((period = 'once'::text) OR (period ~ '^\d{4}-W\d{2}$'::text)));
ALTER TABLE entitlement ADD CONSTRAINT entitlement_kit_id_fkey FOREIGN KEY (kit_id) REFERENCES kit(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE entitlement ADD CONSTRAINT entitlement_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE entitlement ADD CONSTRAINT entitlement_profession_code_fkey FOREIGN KEY (profession_code) REFERENCES profession(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE entitlement ADD CONSTRAINT entitlement_programme_code_fkey FOREIGN KEY (programme_code) REFERENCES programme(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE entitlement ADD CONSTRAINT entitlement_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE entitlement ADD CONSTRAINT entitlement_province_code_fkey FOREIGN KEY (province_code) REFERENCES province(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE entitlement_count ADD CONSTRAINT entitlement_count_pkey PRIMARY KEY (id);
ALTER TABLE entitlement_count ADD CONSTRAINT entitlement_count_profession_code_fkey FOREIGN KEY (profession_code) REFERENCES profession(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE entitlement_count ADD CONSTRAINT entitlement_count_programme_code_fkey FOREIGN KEY (programme_code) REFERENCES programme(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE entitlement_count ADD CONSTRAINT entitlement_count_province_code_fkey FOREIGN KEY (province_code) REFERENCES province(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE entitlement_debit ADD CONSTRAINT entitlement_debit_pkey PRIMARY KEY (entitlement_id);
ALTER TABLE entitlement_debit ADD CONSTRAINT entitlement_debit_debited_by_id_fkey FOREIGN KEY (debited_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE entitlement_debit ADD CONSTRAINT entitlement_debit_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES entitlement(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE expected_receipt ADD CONSTRAINT expected_receipt_pkey PRIMARY KEY (id);
ALTER TABLE expected_receipt ADD CONSTRAINT expected_receipt_ends_once CHECK (((received_at IS NULL) OR (cancelled_at IS NULL)));
ALTER TABLE expected_receipt ADD CONSTRAINT expected_receipt_quantity_positive CHECK ((quantity > 0));
ALTER TABLE expected_receipt ADD CONSTRAINT expected_receipt_announced_by_id_fkey FOREIGN KEY (announced_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE expected_receipt ADD CONSTRAINT expected_receipt_depot_id_fkey FOREIGN KEY (depot_id) REFERENCES depot(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE expected_receipt ADD CONSTRAINT expected_receipt_variant_code_fkey FOREIGN KEY (variant_code) REFERENCES item_variant(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE fact_correction ADD CONSTRAINT fact_correction_pkey PRIMARY KEY (id);
ALTER TABLE fact_correction ADD CONSTRAINT fact_correction_names_a_fact CHECK ((fact = ANY (ARRAY['profession'::text, 'registered'::text, 'ambulatoryShares'::text, 'domicileProvince'::text, 'groupingMember'::text, 'servedUnder'::text, 'contact'::text])));
ALTER TABLE fact_correction ADD CONSTRAINT fact_correction_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE fact_correction ADD CONSTRAINT fact_correction_corrected_by_id_fkey FOREIGN KEY (corrected_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE fact_correction ADD CONSTRAINT fact_correction_profession_code_fkey FOREIGN KEY (profession_code) REFERENCES profession(code) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE fact_correction ADD CONSTRAINT fact_correction_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE handover ADD CONSTRAINT handover_pkey PRIMARY KEY (id);
ALTER TABLE handover ADD CONSTRAINT handover_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES booking(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE handover ADD CONSTRAINT handover_debit_fkey FOREIGN KEY (entitlement_id) REFERENCES entitlement_debit(entitlement_id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE handover ADD CONSTRAINT handover_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES entitlement(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE handover ADD CONSTRAINT handover_handed_over_by_id_fkey FOREIGN KEY (handed_over_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE handover ADD CONSTRAINT handover_pickup_point_id_fkey FOREIGN KEY (pickup_point_id) REFERENCES pickup_point(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE handover ADD CONSTRAINT handover_debits_its_kit TRIGGER DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE handover_report ADD CONSTRAINT handover_report_pkey PRIMARY KEY (id);
ALTER TABLE handover_report ADD CONSTRAINT handover_report_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE invitation ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);
ALTER TABLE invitation ADD CONSTRAINT invitation_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES entitlement(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE invitation ADD CONSTRAINT invitation_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE item ADD CONSTRAINT item_pkey PRIMARY KEY (code);
ALTER TABLE item_variant ADD CONSTRAINT item_variant_pkey PRIMARY KEY (code);
ALTER TABLE item_variant ADD CONSTRAINT item_variant_item_code_fkey FOREIGN KEY (item_code) REFERENCES item(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE kit ADD CONSTRAINT kit_pkey PRIMARY KEY (id);
ALTER TABLE kit ADD CONSTRAINT kit_programme_code_fkey FOREIGN KEY (programme_code) REFERENCES programme(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE kit_line ADD CONSTRAINT kit_line_pkey PRIMARY KEY (kit_id, item_code);
ALTER TABLE kit_line ADD CONSTRAINT kit_line_quantity_positive CHECK ((quantity > 0));
ALTER TABLE kit_line ADD CONSTRAINT kit_line_item_code_fkey FOREIGN KEY (item_code) REFERENCES item(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE kit_line ADD CONSTRAINT kit_line_kit_id_fkey FOREIGN KEY (kit_id) REFERENCES kit(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE list_entry ADD CONSTRAINT list_entry_pkey PRIMARY KEY (provider_id, list_id);
ALTER TABLE list_entry ADD CONSTRAINT list_entry_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE list_entry ADD CONSTRAINT list_entry_list_id_fkey FOREIGN KEY (list_id) REFERENCES published_list(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE list_entry ADD CONSTRAINT list_entry_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE list_removal ADD CONSTRAINT list_removal_pkey PRIMARY KEY (list_id, provider_id);
ALTER TABLE list_removal ADD CONSTRAINT list_removal_decided_with_reason CHECK ((((state = 'PENDING'::"RemovalState") = (decided_at IS NULL)) AND ((decided_by_id IS NULL) OR (length(btrim(COALESCE(reason, ''::text))) > 0))));
ALTER TABLE list_removal ADD CONSTRAINT list_removal_pending_has_entitlement CHECK (((state <> 'PENDING'::"RemovalState") OR (entitlement_id IS NOT NULL)));
ALTER TABLE list_removal ADD CONSTRAINT list_removal_decided_by_id_fkey FOREIGN KEY (decided_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE list_removal ADD CONSTRAINT list_removal_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES entitlement(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE list_removal ADD CONSTRAINT list_removal_list_id_fkey FOREIGN KEY (list_id) REFERENCES published_list(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE list_removal ADD CONSTRAINT list_removal_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE lot ADD CONSTRAINT lot_pkey PRIMARY KEY (id);
ALTER TABLE lot ADD CONSTRAINT lot_variant_code_fkey FOREIGN KEY (variant_code) REFERENCES item_variant(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE membership ADD CONSTRAINT membership_pkey PRIMARY KEY (id);
ALTER TABLE membership ADD CONSTRAINT membership_days_in_order CHECK ((valid_until > valid_from));
ALTER TABLE membership ADD CONSTRAINT membership_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE membership ADD CONSTRAINT membership_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE organisation ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);
ALTER TABLE organisation ADD CONSTRAINT organisation_province_code_fkey FOREIGN KEY (province_code) REFERENCES province(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE outbox ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);
ALTER TABLE pickup_point ADD CONSTRAINT pickup_point_pkey PRIMARY KEY (id);
ALTER TABLE pickup_point ADD CONSTRAINT pickup_point_depot_id_fkey FOREIGN KEY (depot_id) REFERENCES depot(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE pickup_point ADD CONSTRAINT pickup_point_province_code_fkey FOREIGN KEY (province_code) REFERENCES province(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE practice ADD CONSTRAINT practice_pkey PRIMARY KEY (id);
ALTER TABLE practice ADD CONSTRAINT practice_profession_code_fkey FOREIGN KEY (profession_code) REFERENCES profession(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE practice ADD CONSTRAINT practice_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE practice_activity ADD CONSTRAINT practice_activity_pkey PRIMARY KEY (practice_id, valid_from);
ALTER TABLE practice_activity ADD CONSTRAINT practice_activity_days_in_order CHECK ((valid_until > valid_from));
ALTER TABLE practice_activity ADD CONSTRAINT practice_activity_share_bounds CHECK (((ambulatory_share >= (0)::numeric) AND (ambulatory_share <= (1)::numeric)));
ALTER TABLE practice_activity ADD CONSTRAINT practice_activity_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE profession ADD CONSTRAINT profession_pkey PRIMARY KEY (code);
ALTER TABLE programme ADD CONSTRAINT programme_pkey PRIMARY KEY (code);
ALTER TABLE programme ADD CONSTRAINT programme_claim_days_in_order CHECK ((claims_last_on >= claims_from_on));
ALTER TABLE programme ADD CONSTRAINT programme_delivery_days_in_order CHECK ((delivery_last_on >= delivery_from_on));
ALTER TABLE programme ADD CONSTRAINT programme_rule_set_code_rule_set_version_fkey FOREIGN KEY (rule_set_code, rule_set_version) REFERENCES rule_set(code, version) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE programme_channel ADD CONSTRAINT programme_channel_pkey PRIMARY KEY (programme_code, channel);
ALTER TABLE programme_channel ADD CONSTRAINT programme_channel_programme_code_fkey FOREIGN KEY (programme_code) REFERENCES programme(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE provider ADD CONSTRAINT provider_pkey PRIMARY KEY (id);
ALTER TABLE provider ADD CONSTRAINT provider_birth_year_plausible CHECK (((birth_year >= 1900) AND (birth_year <= 2100)));
ALTER TABLE provider ADD CONSTRAINT provider_email_lower_case CHECK ((email = lower(email)));
ALTER TABLE provider ADD CONSTRAINT provider_national_number_hashed CHECK ((octet_length(national_number_hash) = 32));
ALTER TABLE provider ADD CONSTRAINT provider_province_code_fkey FOREIGN KEY (province_code) REFERENCES province(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE provider_identifier ADD CONSTRAINT provider_identifier_pkey PRIMARY KEY (scheme, value);
ALTER TABLE provider_identifier ADD CONSTRAINT provider_identifier_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE province ADD CONSTRAINT province_pkey PRIMARY KEY (code);
ALTER TABLE published_list ADD CONSTRAINT published_list_pkey PRIMARY KEY (id);
ALTER TABLE published_list ADD CONSTRAINT published_list_end_has_reason CHECK (((ended_at IS NULL) = (ended_reason IS NULL)));
ALTER TABLE published_list ADD CONSTRAINT published_list_ends_after_publication CHECK (((ended_at IS NULL) OR (published_at IS NOT NULL)));
ALTER TABLE published_list ADD CONSTRAINT published_list_number_positive CHECK ((number > 0));
ALTER TABLE published_list ADD CONSTRAINT published_list_rule_set_whole CHECK (((rule_set_code IS NULL) = (rule_set_version IS NULL)));
ALTER TABLE published_list ADD CONSTRAINT published_list_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE published_list ADD CONSTRAINT published_list_decided_in_run_id_fkey FOREIGN KEY (decided_in_run_id) REFERENCES run(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE published_list ADD CONSTRAINT published_list_profession_code_fkey FOREIGN KEY (profession_code) REFERENCES profession(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE published_list ADD CONSTRAINT published_list_programme_code_fkey FOREIGN KEY (programme_code) REFERENCES programme(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE published_list ADD CONSTRAINT published_list_published_by_id_fkey FOREIGN KEY (published_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE published_list ADD CONSTRAINT published_list_rule_set_code_rule_set_version_fkey FOREIGN KEY (rule_set_code, rule_set_version) REFERENCES rule_set(code, version) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE published_list_count ADD CONSTRAINT published_list_count_pkey PRIMARY KEY (list_id, province_code);
ALTER TABLE published_list_count ADD CONSTRAINT published_list_count_positive CHECK ((entries > 0));
ALTER TABLE published_list_count ADD CONSTRAINT published_list_count_list_id_fkey FOREIGN KEY (list_id) REFERENCES published_list(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE published_list_count ADD CONSTRAINT published_list_count_province_code_fkey FOREIGN KEY (province_code) REFERENCES province(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE rate_limit ADD CONSTRAINT rate_limit_pkey PRIMARY KEY (key);
ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_pkey PRIMARY KEY (id);
ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_scope CHECK (
CASE role
    WHEN 'TASKFORCE_ADMIN'::"Role" THEN ((province_code IS NULL) AND (organisation_id IS NULL))
    WHEN 'PROVINCE_STAFF'::"Role" THEN ((province_code IS NOT NULL) AND (organisation_id IS NULL))
    WHEN 'ORGANISATION_STAFF'::"Role" THEN ((province_code IS NULL) AND (organisation_id IS NOT NULL))
    ELSE NULL::boolean
END);
ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_province_code_fkey FOREIGN KEY (province_code) REFERENCES province(code) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE rule_set ADD CONSTRAINT rule_set_pkey PRIMARY KEY (code, version);
ALTER TABLE rule_set_draft ADD CONSTRAINT rule_set_draft_pkey PRIMARY KEY (id);
ALTER TABLE rule_set_draft ADD CONSTRAINT rule_set_draft_adopted_whole CHECK (((adopted_version IS NULL) = (adopted_at IS NULL)));
ALTER TABLE rule_set_draft ADD CONSTRAINT rule_set_draft_named CHECK ((length(btrim(name)) > 0));
ALTER TABLE rule_set_draft ADD CONSTRAINT rule_set_draft_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE rule_set_draft ADD CONSTRAINT rule_set_draft_programme_code_fkey FOREIGN KEY (programme_code) REFERENCES programme(code) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE rule_set_draft ADD CONSTRAINT rule_set_draft_rule_set_code_rule_set_version_fkey FOREIGN KEY (rule_set_code, rule_set_version) REFERENCES rule_set(code, version) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE run ADD CONSTRAINT run_pkey PRIMARY KEY (id);
ALTER TABLE run ADD CONSTRAINT run_failure_is_said CHECK (((state = 'FAILED'::"RunState") = (failure IS NOT NULL)));
ALTER TABLE run ADD CONSTRAINT run_finished_when_not_queued CHECK (((state = 'QUEUED'::"RunState") = (finished_at IS NULL)));
ALTER TABLE run ADD CONSTRAINT run_requested_by_id_fkey FOREIGN KEY (requested_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE run_progress ADD CONSTRAINT run_progress_pkey PRIMARY KEY (run_id);
ALTER TABLE run_progress ADD CONSTRAINT run_progress_attempts_positive CHECK ((attempts > 0));
ALTER TABLE run_progress ADD CONSTRAINT run_progress_run_id_fkey FOREIGN KEY (run_id) REFERENCES run(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE session ADD CONSTRAINT session_pkey PRIMARY KEY (id);
ALTER TABLE session ADD CONSTRAINT session_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE session ADD CONSTRAINT session_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE slot ADD CONSTRAINT slot_pkey PRIMARY KEY (id);
ALTER TABLE slot ADD CONSTRAINT slot_capacity_positive CHECK ((capacity > 0));
ALTER TABLE slot ADD CONSTRAINT slot_closed_only_when_empty CHECK (((closed_at IS NULL) OR (booked = 0)));
ALTER TABLE slot ADD CONSTRAINT slot_not_overbooked CHECK (((booked >= 0) AND (booked <= capacity)));
ALTER TABLE slot ADD CONSTRAINT slot_times_in_order CHECK ((ends_at > starts_at));
ALTER TABLE slot ADD CONSTRAINT slot_pickup_point_id_fkey FOREIGN KEY (pickup_point_id) REFERENCES pickup_point(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE source_fault ADD CONSTRAINT source_fault_pkey PRIMARY KEY (id);
ALTER TABLE source_fault ADD CONSTRAINT source_fault_without_national_number CHECK ((("column" IS DISTINCT FROM 'nationalNumber'::text) OR (value IS NULL)));
ALTER TABLE source_file ADD CONSTRAINT source_file_pkey PRIMARY KEY (id);
ALTER TABLE source_file ADD CONSTRAINT source_file_cells_without_national_number CHECK (('nationalNumber'::text <> ALL (cell_columns)));
ALTER TABLE source_file ADD CONSTRAINT source_file_content_hash_length CHECK ((octet_length(content_hash) = 32));
ALTER TABLE source_file ADD CONSTRAINT source_file_imported_whole CHECK (((state <> 'IMPORTED'::"SourceFileState") OR (imported_at IS NOT NULL)));
ALTER TABLE source_file ADD CONSTRAINT source_file_recognised_first CHECK (((state <> ALL (ARRAY['RECOGNISED'::"SourceFileState", 'QUEUED'::"SourceFileState", 'IMPORTED'::"SourceFileState"])) OR ((content_hash IS NOT NULL) AND (format IS NOT NULL))));
ALTER TABLE source_file ADD CONSTRAINT source_file_refusal_is_said CHECK (((state = 'REFUSED'::"SourceFileState") = (refusal IS NOT NULL)));
ALTER TABLE source_file ADD CONSTRAINT source_file_rows_not_negative CHECK ((LEAST(good_rows, doubtful_rows, refused_rows) >= 0));
ALTER TABLE source_file ADD CONSTRAINT source_file_withdrawn_with_reason CHECK ((((state = 'WITHDRAWN'::"SourceFileState") = (withdrawn_at IS NOT NULL)) AND ((state <> 'WITHDRAWN'::"SourceFileState") OR (length(btrim(COALESCE(withdrawn_reason, ''::text))) > 0))));
ALTER TABLE source_file ADD CONSTRAINT source_file_received_by_id_fkey FOREIGN KEY (received_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE source_file ADD CONSTRAINT source_file_run_id_fkey FOREIGN KEY (run_id) REFERENCES run(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE source_file ADD CONSTRAINT source_file_withdrawn_by_id_fkey FOREIGN KEY (withdrawn_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE source_file_chunk ADD CONSTRAINT source_file_chunk_pkey PRIMARY KEY (file_id, "position");
ALTER TABLE source_file_chunk ADD CONSTRAINT source_file_chunk_file_id_fkey FOREIGN KEY (file_id) REFERENCES source_file(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE source_record ADD CONSTRAINT source_record_pkey PRIMARY KEY (file_id, line);
ALTER TABLE source_record ADD CONSTRAINT source_record_national_number_hashed CHECK ((octet_length(national_number_hash) = 32));
ALTER TABLE stock_balance ADD CONSTRAINT stock_balance_pkey PRIMARY KEY (depot_id, lot_id);
ALTER TABLE stock_balance ADD CONSTRAINT stock_balance_not_negative CHECK ((quantity >= 0));
ALTER TABLE stock_balance ADD CONSTRAINT stock_balance_depot_id_fkey FOREIGN KEY (depot_id) REFERENCES depot(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE stock_balance ADD CONSTRAINT stock_balance_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES lot(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_pkey PRIMARY KEY (id);
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_adjustment_has_reason CHECK (((kind <> 'ADJUSTMENT'::"MovementKind") OR (length(btrim(COALESCE(reason, ''::text))) > 0)));
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_goes_elsewhere CHECK ((from_depot_id <> to_depot_id));
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_handover_named CHECK (((kind = 'HANDOVER'::"MovementKind") = (handover_id IS NOT NULL)));
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_quantity_positive CHECK ((quantity > 0));
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_from_depot_id_fkey FOREIGN KEY (from_depot_id) REFERENCES depot(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES lot(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_moved_by_id_fkey FOREIGN KEY (moved_by_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE stock_movement ADD CONSTRAINT stock_movement_to_depot_id_fkey FOREIGN KEY (to_depot_id) REFERENCES depot(id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- Indexes

CREATE UNIQUE INDEX account_provider_key ON public.account USING btree (provider, provider_account_id);
CREATE UNIQUE INDEX app_user_email_key ON public.app_user USING btree (email);
CREATE INDEX app_user_id_end_idx ON public.app_user USING btree ("right"((id)::text, 8));
CREATE INDEX audit_entry_action_idx ON public.audit_entry USING btree (action, id);
CREATE INDEX audit_entry_day_idx ON public.audit_entry USING btree (business_at, id);
CREATE INDEX audit_entry_province_idx ON public.audit_entry USING btree (province_code, id);
CREATE INDEX audit_entry_subject_end_idx ON public.audit_entry USING btree ("right"(subject_id, 8), id);
CREATE INDEX audit_entry_user_idx ON public.audit_entry USING btree (user_id, id);
CREATE UNIQUE INDEX booking_code_key ON public.booking USING btree (code);
CREATE INDEX booking_entitlement_idx ON public.booking USING btree (entitlement_id);
CREATE UNIQUE INDEX booking_one_live_per_entitlement ON public.booking USING btree (entitlement_id) WHERE (cancelled_at IS NULL);
CREATE INDEX booking_slot_idx ON public.booking USING btree (slot_id);
CREATE UNIQUE INDEX claim_access_token_key ON public.claim USING btree (access_token_hash);
CREATE INDEX claim_assignee_idx ON public.claim USING btree (assignee_id, status);
CREATE INDEX claim_identifier_idx ON public.claim USING btree (identifier_scheme, identifier_value);
CREATE UNIQUE INDEX claim_one_live_confirmed_by_number ON public.claim USING btree (programme_code, identifier_scheme, identifier_value) WHERE (status = ANY (ARRAY['OPEN'::"ClaimStatus", 'QUESTION'::"ClaimStatus", 'APPEALED'::"ClaimStatus"]));
CREATE UNIQUE INDEX claim_one_live_confirmed_by_provider ON public.claim USING btree (programme_code, provider_id) WHERE ((status = ANY (ARRAY['OPEN'::"ClaimStatus", 'QUESTION'::"ClaimStatus", 'APPEALED'::"ClaimStatus"])) AND (provider_id IS NOT NULL));
CREATE INDEX claim_provider_idx ON public.claim USING btree (provider_id);
CREATE INDEX claim_queue_idx ON public.claim USING btree (status, received_at);
CREATE UNIQUE INDEX claim_reference_key ON public.claim USING btree (reference);
CREATE UNIQUE INDEX claim_attachment_claim_position_key ON public.claim_attachment USING btree (claim_id, "position");
CREATE UNIQUE INDEX claim_attachment_draft_position_key ON public.claim_attachment USING btree (draft_id, "position");
CREATE INDEX claim_draft_created_idx ON public.claim_draft USING btree (created_at);
CREATE UNIQUE INDEX claim_draft_token_key ON public.claim_draft USING btree (token_hash);
CREATE INDEX claim_event_claim_idx ON public.claim_event USING btree (claim_id, id);
CREATE UNIQUE INDEX contradiction_once_key ON public.contradiction USING btree (kind, subject, fingerprint);
CREATE INDEX contradiction_open_idx ON public.contradiction USING btree (kind, seen_at, id) WHERE ((settled_at IS NULL) AND (gone_at IS NULL));
CREATE INDEX contradiction_provider_idx ON public.contradiction USING btree (provider_id);
CREATE UNIQUE INDEX decision_once_a_run ON public.decision USING btree (run_id, profession_code, provider_id) WHERE (run_id IS NOT NULL);
CREATE INDEX decision_provider_idx ON public.decision USING btree (provider_id, programme_code, decided_at DESC);
CREATE INDEX delivery_report_entitlement_idx ON public.delivery_report USING btree (entitlement_id);
CREATE UNIQUE INDEX delivery_report_item_once ON public.delivery_report USING btree (entitlement_id, kind, item_code) WHERE (kind <> 'NOT_ARRIVED'::"DeliveryReportKind");
CREATE UNIQUE INDEX delivery_report_not_arrived_once ON public.delivery_report USING btree (entitlement_id) WHERE (kind = 'NOT_ARRIVED'::"DeliveryReportKind");
CREATE INDEX delivery_report_organisation_idx ON public.delivery_report USING btree (organisation_id);
CREATE INDEX delivery_report_province_idx ON public.delivery_report USING btree (province_code, reported_at DESC);
CREATE INDEX delivery_schedule_province_idx ON public.delivery_schedule USING btree (province_code, from_on);
CREATE UNIQUE INDEX depot_one_of_its_kind ON public.depot USING btree (kind) WHERE (kind = ANY (ARRAY['CENTRAL'::"DepotKind", 'SUPPLIER'::"DepotKind", 'RECIPIENT'::"DepotKind", 'ADJUSTMENT'::"DepotKind"]));
CREATE UNIQUE INDEX depot_one_provincial ON public.depot USING btree (province_code) WHERE (kind = 'PROVINCIAL'::"DepotKind");
CREATE INDEX depot_province_idx ON public.depot USING btree (province_code);
CREATE UNIQUE INDEX entitlement_once_key ON public.entitlement USING btree (programme_code, provider_id, period);
CREATE INDEX entitlement_organisation_idx ON public.entitlement USING btree (organisation_id);
CREATE INDEX entitlement_provider_idx ON public.entitlement USING btree (provider_id);
CREATE INDEX entitlement_province_status_idx ON public.entitlement USING btree (programme_code, province_code, channel, status);
CREATE INDEX entitlement_count_key_idx ON public.entitlement_count USING btree (programme_code, province_code, profession_code, channel, status);
CREATE INDEX expected_receipt_depot_idx ON public.expected_receipt USING btree (depot_id, expected_on);
CREATE INDEX expected_receipt_open_idx ON public.expected_receipt USING btree (expected_on, id) WHERE ((received_at IS NULL) AND (cancelled_at IS NULL));
CREATE INDEX fact_correction_claim_idx ON public.fact_correction USING btree (claim_id);
CREATE INDEX fact_correction_provider_idx ON public.fact_correction USING btree (provider_id);
CREATE INDEX fact_correction_taken_back_idx ON public.fact_correction USING btree (taken_back_at) WHERE (taken_back_at IS NOT NULL);
CREATE UNIQUE INDEX handover_booking_key ON public.handover USING btree (booking_id);
CREATE UNIQUE INDEX handover_entitlement_key ON public.handover USING btree (entitlement_id);
CREATE INDEX handover_point_idx ON public.handover USING btree (pickup_point_id, handed_over_at);
CREATE INDEX handover_report_handover_idx ON public.handover_report USING btree (handover_id);
CREATE INDEX invitation_entitlement_idx ON public.invitation USING btree (entitlement_id);
CREATE INDEX invitation_provider_idx ON public.invitation USING btree (provider_id);
CREATE UNIQUE INDEX invitation_token_key ON public.invitation USING btree (token_hash);
CREATE UNIQUE INDEX kit_version_key ON public.kit USING btree (programme_code, version);
CREATE INDEX list_entry_decision_idx ON public.list_entry USING btree (decision_id);
CREATE INDEX list_entry_list_idx ON public.list_entry USING btree (list_id);
CREATE INDEX list_removal_entitlement_idx ON public.list_removal USING btree (entitlement_id);
CREATE INDEX list_removal_pending_idx ON public.list_removal USING btree (removed_at, list_id, provider_id) WHERE (state = 'PENDING'::"RemovalState");
CREATE INDEX list_removal_provider_idx ON public.list_removal USING btree (provider_id);
CREATE UNIQUE INDEX lot_code_key ON public.lot USING btree (variant_code, code);
CREATE UNIQUE INDEX membership_once_key ON public.membership USING btree (organisation_id, provider_id, valid_from);
CREATE INDEX membership_provider_idx ON public.membership USING btree (provider_id);
CREATE UNIQUE INDEX organisation_enterprise_number_key ON public.organisation USING btree (enterprise_number);
CREATE UNIQUE INDEX outbox_dedup_key ON public.outbox USING btree (dedup_key);
CREATE INDEX outbox_due_idx ON public.outbox USING btree (next_attempt_at) WHERE ((sent_at IS NULL) AND (failed_at IS NULL));
CREATE INDEX pickup_point_province_idx ON public.pickup_point USING btree (province_code);
CREATE UNIQUE INDEX practice_provider_profession_key ON public.practice USING btree (provider_id, profession_code);
CREATE INDEX provider_email_idx ON public.provider USING btree (email);
CREATE INDEX provider_name_idx ON public.provider USING btree (family_name, given_name);
CREATE UNIQUE INDEX provider_national_number_hash_key ON public.provider USING btree (national_number_hash);
CREATE INDEX provider_identifier_provider_idx ON public.provider_identifier USING btree (provider_id);
CREATE UNIQUE INDEX published_list_claim_key ON public.published_list USING btree (claim_id);
CREATE UNIQUE INDEX published_list_number_key ON public.published_list USING btree (programme_code, profession_code, number);
CREATE INDEX rate_limit_window_start_idx ON public.rate_limit USING btree (window_start);
CREATE UNIQUE INDEX role_assignment_once ON public.role_assignment USING btree (user_id, role, COALESCE(province_code, ''::text), COALESCE((organisation_id)::text, ''::text));
CREATE INDEX role_assignment_user_idx ON public.role_assignment USING btree (user_id);
CREATE INDEX rule_set_draft_programme_idx ON public.rule_set_draft USING btree (programme_code, created_at DESC);
CREATE INDEX run_kind_idx ON public.run USING btree (kind, requested_at DESC);
CREATE INDEX run_queued_idx ON public.run USING btree (requested_at) WHERE (state = 'QUEUED'::"RunState");
CREATE UNIQUE INDEX session_token_key ON public.session USING btree (session_token);
CREATE INDEX session_user_idx ON public.session USING btree (user_id);
CREATE INDEX slot_open_idx ON public.slot USING btree (pickup_point_id, starts_at) WHERE ((closed_at IS NULL) AND (booked < capacity));
CREATE UNIQUE INDEX slot_start_key ON public.slot USING btree (pickup_point_id, starts_at);
CREATE INDEX source_fault_file_code_idx ON public.source_fault USING btree (file_id, code, line);
CREATE INDEX source_fault_file_line_idx ON public.source_fault USING btree (file_id, line);
CREATE UNIQUE INDEX source_file_content_once ON public.source_file USING btree (content_hash) WHERE (state = ANY (ARRAY['RECOGNISED'::"SourceFileState", 'QUEUED'::"SourceFileState", 'IMPORTED'::"SourceFileState"]));
CREATE INDEX source_file_register_idx ON public.source_file USING btree (register, received_at DESC);
CREATE INDEX stock_movement_from_idx ON public.stock_movement USING btree (from_depot_id, id);
CREATE INDEX stock_movement_handover_idx ON public.stock_movement USING btree (handover_id);
CREATE INDEX stock_movement_to_idx ON public.stock_movement USING btree (to_depot_id, id);
CREATE UNIQUE INDEX verification_token_identifier_key ON public.verification_token USING btree (identifier, token);
CREATE UNIQUE INDEX verification_token_key ON public.verification_token USING btree (token);

-- Functions

CREATE OR REPLACE FUNCTION public.apply_booking()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.cancelled_at IS NULL THEN
    UPDATE slot SET booked = booked + 1 WHERE id = NEW.slot_id;
    UPDATE entitlement e SET status = 'BOOKED', updated_at = clock_timestamp()
      FROM slot s JOIN pickup_point p ON p.id = s.pickup_point_id
     WHERE e.id = NEW.entitlement_id AND e.status = 'GIVEN' AND e.channel = 'PROVINCE_PICKUP'
       AND s.id = NEW.slot_id AND p.province_code = e.province_code;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'constraint "booking_entitlement_open": entitlement % can''t be booked in slot %', NEW.entitlement_id, NEW.slot_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_entitlement_open';
    END IF;
  ELSIF TG_OP = 'UPDATE' AND OLD.cancelled_at IS NULL AND NEW.cancelled_at IS NOT NULL THEN
    UPDATE slot SET booked = booked - 1 WHERE id = NEW.slot_id;
    UPDATE entitlement SET status = 'GIVEN', updated_at = clock_timestamp() WHERE id = NEW.entitlement_id AND status = 'BOOKED';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'constraint "booking_cancelled_only_before_handover": what was handed over can''t be cancelled'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_cancelled_only_before_handover';
    END IF;
  ELSIF TG_OP = 'UPDATE' AND OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS DISTINCT FROM OLD.cancelled_at THEN
    RAISE EXCEPTION 'constraint "booking_cancelled_is_final": a cancelled booking stays cancelled' USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_cancelled_is_final';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.apply_stock_movement()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  side record;
BEGIN
  FOR side IN
    SELECT d.id, d.kind, s.delta
      FROM (VALUES (NEW.from_depot_id, -NEW.quantity), (NEW.to_depot_id, NEW.quantity)) AS s (depot_id, delta)
      JOIN depot d ON d.id = s.depot_id
     ORDER BY d.id
  LOOP
    IF side.delta < 0 AND side.kind = 'RECIPIENT' OR side.delta > 0 AND side.kind = 'SUPPLIER' THEN
      RAISE EXCEPTION 'constraint "stock_movement_direction": stock neither comes from recipients nor goes to suppliers'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movement_direction';
    END IF;
    CONTINUE WHEN side.kind IN ('SUPPLIER', 'RECIPIENT', 'ADJUSTMENT');
    IF side.delta < 0 THEN
      UPDATE stock_balance SET quantity = quantity + side.delta WHERE depot_id = side.id AND lot_id = NEW.lot_id;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'constraint "stock_balance_not_negative": nothing of this lot lies in this depot'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_balance_not_negative';
      END IF;
    ELSE
      INSERT INTO stock_balance (depot_id, lot_id, quantity) VALUES (side.id, NEW.lot_id, side.delta)
      ON CONFLICT (depot_id, lot_id) DO UPDATE SET quantity = stock_balance.quantity + excluded.quantity;
    END IF;
  END LOOP;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.business_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$
  SELECT clock_timestamp() + offset_ms * interval '1 millisecond' FROM business_clock WHERE id = 1
$function$;

CREATE OR REPLACE FUNCTION public.check_handover_moves_kit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT k.item_code, k.quantity FROM entitlement e JOIN kit_line k ON k.kit_id = e.kit_id WHERE e.id = NEW.entitlement_id) due
      FULL JOIN (SELECT v.item_code, sum(m.quantity) AS quantity
                   FROM stock_movement m JOIN lot l ON l.id = m.lot_id JOIN item_variant v ON v.code = l.variant_code
                  WHERE m.handover_id = NEW.id GROUP BY v.item_code) moved USING (item_code)
     WHERE due.quantity IS DISTINCT FROM moved.quantity
  ) THEN
    RAISE EXCEPTION 'constraint "handover_debits_its_kit": handover % did not debit its kit', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_debits_its_kit';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.count_entitlements_added()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO entitlement_count (programme_code, province_code, profession_code, channel, status, quantity)
  SELECT programme_code, province_code, profession_code, channel, status, count(*)
    FROM added GROUP BY 1, 2, 3, 4, 5;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.count_entitlements_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO entitlement_count (programme_code, province_code, profession_code, channel, status, quantity)
  SELECT programme_code, province_code, profession_code, channel, status, sum(n)
    FROM (SELECT programme_code, province_code, profession_code, channel, status, 1 AS n FROM after_change
          UNION ALL
          SELECT programme_code, province_code, profession_code, channel, status, -1 FROM before_change) c
   GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.fold_entitlement_counts()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  WITH gone AS (
    DELETE FROM entitlement_count
     WHERE id IN (SELECT id FROM entitlement_count ORDER BY id FOR UPDATE SKIP LOCKED)
    RETURNING programme_code, province_code, profession_code, channel, status, quantity
  )
  INSERT INTO entitlement_count (programme_code, province_code, profession_code, channel, status, quantity)
  SELECT programme_code, province_code, profession_code, channel, status, sum(quantity)
    FROM gone GROUP BY 1, 2, 3, 4, 5 HAVING sum(quantity) <> 0
$function$;

CREATE OR REPLACE FUNCTION public.guard_claim_receipt()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  rule programme%ROWTYPE;
  at timestamptz := business_now();
BEGIN
  SELECT * INTO rule FROM programme WHERE code = NEW.programme_code FOR SHARE;
  IF rule.claims_last_on IS NOT NULL AND NEW.received_at >= (rule.claims_last_on + 1)::timestamp AT TIME ZONE rule.time_zone THEN
    RAISE EXCEPTION 'constraint "claim_received_by_cutoff": received after the last day of %', NEW.programme_code USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_received_by_cutoff';
  END IF;
  IF rule.status <> 'OPEN' OR rule.claims_from_on IS NULL OR NEW.received_at < rule.claims_from_on::timestamp AT TIME ZONE rule.time_zone THEN
    RAISE EXCEPTION 'constraint "claim_programme_open": programme % does not receive claims then', NEW.programme_code USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_programme_open';
  END IF;
  IF NEW.received_at > at + interval '2 seconds' THEN
    RAISE EXCEPTION 'constraint "claim_receipt_not_in_future": received in the future' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_receipt_not_in_future';
  END IF;
  IF NEW.received_by = 'WEB' AND NEW.received_at < at - interval '15 minutes' THEN
    RAISE EXCEPTION 'constraint "claim_web_receipt_is_now": a claim over the web is not dated back' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_web_receipt_is_now';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_entitlement_status()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.status = 'SERVED' AND NEW.status <> 'SERVED' THEN
    RAISE EXCEPTION 'constraint "entitlement_served_is_final": entitlement % was served', OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'entitlement_served_is_final';
  END IF;
  IF NEW.status = 'SERVED' AND OLD.status <> 'SERVED' AND NOT EXISTS (SELECT FROM entitlement_debit WHERE entitlement_id = NEW.id) THEN
    RAISE EXCEPTION 'constraint "entitlement_served_by_debit": entitlement % is served by a debit only', OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'entitlement_served_by_debit';
  END IF;
  IF NEW.status IN ('DECLINED', 'WITHDRAWN', 'GIVEN') AND OLD.status = 'BOOKED'
     AND EXISTS (SELECT FROM booking WHERE entitlement_id = NEW.id AND cancelled_at IS NULL) THEN
    RAISE EXCEPTION 'constraint "entitlement_status_follows_booking": entitlement % has a live booking', OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'entitlement_status_follows_booking';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_expected_receipt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'constraint "expected_receipt_ended_is_final": what was announced as % has arrived or was called off', OLD.id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'expected_receipt_ended_is_final';
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_file_with_rows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM source_record WHERE file_id = OLD.id) OR EXISTS (SELECT FROM source_fault WHERE file_id = OLD.id) THEN
    RAISE EXCEPTION 'constraint "source_file_keeps_its_rows": file % has records or faults', OLD.id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'source_file_keeps_its_rows';
  END IF;
  RETURN OLD;
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_files_of_records()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  said uuid;
BEGIN
  SELECT file_id INTO said FROM source_record ORDER BY file_id LIMIT 1;
  WHILE said IS NOT NULL LOOP
    PERFORM FROM source_file WHERE id = said FOR KEY SHARE;
    -- Seen anew: who deletes a file may have deleted its records first, a moment ago.
    IF NOT FOUND AND EXISTS (SELECT FROM source_record WHERE file_id = said) THEN
      RAISE EXCEPTION 'constraint "%": there is no file %', TG_NAME, said
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
    END IF;
    SELECT file_id INTO said FROM source_record WHERE file_id > said ORDER BY file_id LIMIT 1;
  END LOOP;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_kit_line()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT FROM entitlement WHERE kit_id = NEW.kit_id) THEN
    RAISE EXCEPTION 'constraint "kit_line_only_before_use": kit % was given already', NEW.kit_id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'kit_line_only_before_use';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_list_counts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM published_list WHERE id IN (SELECT list_id FROM added) FOR SHARE;
  IF EXISTS (SELECT FROM published_list l WHERE l.published_at IS NOT NULL AND l.id IN (SELECT list_id FROM added)) THEN
    RAISE EXCEPTION 'constraint "list_count_only_before_publication": a published list is counted already'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'list_count_only_before_publication';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_list_entries()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM published_list WHERE id IN (SELECT list_id FROM added) FOR SHARE;
  IF EXISTS (SELECT FROM published_list l WHERE l.published_at IS NOT NULL AND l.id IN (SELECT list_id FROM added)) THEN
    RAISE EXCEPTION 'constraint "list_entry_only_before_publication": nothing is added to a published list'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'list_entry_only_before_publication';
  END IF;
  IF EXISTS (
    SELECT FROM added a
      JOIN published_list l ON l.id = a.list_id
      JOIN decision d ON d.id = a.decision_id
     WHERE d.outcome <> 'ELIGIBLE' OR d.provider_id <> a.provider_id OR d.programme_code <> l.programme_code
  ) THEN
    RAISE EXCEPTION 'constraint "list_entry_rests_on_decision": a list entry needs a decision that this provider is eligible under this programme'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'list_entry_rests_on_decision';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_list_publication()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  listed bigint := (SELECT count(*) FROM list_entry WHERE list_id = NEW.id);
  counted bigint := (SELECT coalesce(sum(entries), 0) FROM published_list_count WHERE list_id = NEW.id);
BEGIN
  IF NEW.entry_count <> listed OR NEW.entry_count <> counted THEN
    RAISE EXCEPTION 'constraint "published_list_counts_its_entries": list % says %, names % and counts %', NEW.number, NEW.entry_count, listed, counted
      USING ERRCODE = 'check_violation', CONSTRAINT = 'published_list_counts_its_entries';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_new_list()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'constraint "published_list_starts_unpublished": list % is filled before it is published', NEW.number
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_list_starts_unpublished';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_published_list()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'constraint "published_list_is_frozen": a list is never deleted' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_list_is_frozen';
  END IF;
  IF OLD.published_at IS NOT NULL AND (
       ROW(NEW.id, NEW.programme_code, NEW.profession_code, NEW.number, NEW.kind, NEW.as_of, NEW.published_at, NEW.published_by_id, NEW.claim_id, NEW.entry_count,
           NEW.rule_set_code, NEW.rule_set_version, NEW.sources, NEW.decided_in_run_id)
         IS DISTINCT FROM
       ROW(OLD.id, OLD.programme_code, OLD.profession_code, OLD.number, OLD.kind, OLD.as_of, OLD.published_at, OLD.published_by_id, OLD.claim_id, OLD.entry_count,
           OLD.rule_set_code, OLD.rule_set_version, OLD.sources, OLD.decided_in_run_id)
     OR OLD.ended_at IS NOT NULL) THEN
    RAISE EXCEPTION 'constraint "published_list_is_frozen": list % is published and no longer changes', OLD.number
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_list_is_frozen';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_rows_of_file()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  said uuid;
BEGIN
  FOR said IN SELECT DISTINCT file_id FROM new_rows LOOP
    PERFORM FROM source_file WHERE id = said FOR KEY SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'constraint "%": there is no file %', TG_NAME, said
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
    END IF;
  END LOOP;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_rule_set_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'constraint "rule_set_draft_adopted_is_final": draft % became version %', OLD.id, OLD.adopted_version
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'rule_set_draft_adopted_is_final';
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_run()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'constraint "run_finished_is_final": run % is finished', OLD.id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'run_finished_is_final';
END
$function$;

CREATE OR REPLACE FUNCTION public.guard_settled_removal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'constraint "list_removal_settled_once": the removal of provider % is settled', OLD.provider_id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'list_removal_settled_once';
END
$function$;

CREATE OR REPLACE FUNCTION public.record_file_import()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.import_recorded_at := CASE WHEN NEW.imported_at IS NOT NULL THEN coalesce(OLD.import_recorded_at, clock_timestamp()) END;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.record_list_order()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.publication_recorded_at := CASE WHEN NEW.published_at IS NOT NULL THEN coalesce(OLD.publication_recorded_at, clock_timestamp()) END;
  NEW.end_recorded_at := CASE WHEN NEW.ended_at IS NOT NULL THEN coalesce(OLD.end_recorded_at, clock_timestamp()) END;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.record_run_finish()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.finish_recorded_at := CASE WHEN NEW.finished_at IS NOT NULL THEN coalesce(OLD.finish_recorded_at, clock_timestamp()) END;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'constraint "%_is_final": a row is never changed or removed', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_is_final';
END
$function$;

CREATE OR REPLACE FUNCTION public.serve_entitlement()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE entitlement SET status = 'SERVED', updated_at = clock_timestamp()
   WHERE id = NEW.entitlement_id AND status IN ('GIVEN', 'BOOKED') AND channel = NEW.channel;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'constraint "entitlement_debit_open": entitlement % is not open to channel %', NEW.entitlement_id, NEW.channel
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entitlement_debit_open';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.step_business_clock(target timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE business_clock
     SET offset_ms = (extract(epoch FROM target - clock_timestamp()) * 1000)::bigint
   WHERE id = 1 AND demonstration;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'constraint "business_clock_moves_only_in_demonstration": the clock of business moves only in a demonstration'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'business_clock_moves_only_in_demonstration';
  END IF;
END
$function$;

-- Triggers

CREATE TRIGGER audit_entry_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER booking_applies AFTER INSERT OR UPDATE OF cancelled_at ON public.booking FOR EACH ROW EXECUTE FUNCTION apply_booking();
CREATE TRIGGER claim_receipt_guard BEFORE INSERT OR UPDATE OF received_at, received_by, programme_code ON public.claim FOR EACH ROW EXECUTE FUNCTION guard_claim_receipt();
CREATE TRIGGER claim_event_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.claim_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER delivery_report_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.delivery_report FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entitlement_counts_added AFTER INSERT ON public.entitlement REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_entitlements_added();
CREATE TRIGGER entitlement_counts_changed AFTER UPDATE ON public.entitlement REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION count_entitlements_changed();
CREATE TRIGGER entitlement_status_guard BEFORE UPDATE OF status ON public.entitlement FOR EACH ROW EXECUTE FUNCTION guard_entitlement_status();
CREATE TRIGGER entitlement_debit_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.entitlement_debit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entitlement_debit_serves AFTER INSERT ON public.entitlement_debit FOR EACH ROW EXECUTE FUNCTION serve_entitlement();
CREATE TRIGGER expected_receipt_ended_is_final BEFORE UPDATE ON public.expected_receipt FOR EACH ROW WHEN (((old.received_at IS NOT NULL) OR (old.cancelled_at IS NOT NULL))) EXECUTE FUNCTION guard_expected_receipt();
CREATE TRIGGER fact_correction_is_final BEFORE DELETE OR UPDATE OF id, provider_id, profession_code, fact, claim_id, corrected_by_id, corrected_at OR TRUNCATE ON public.fact_correction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_correction_taken_back_is_final BEFORE UPDATE ON public.fact_correction FOR EACH ROW WHEN (((old.taken_back_at IS NOT NULL) OR (new.taken_back_at IS NULL))) EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER handover_debits_its_kit AFTER INSERT ON public.handover DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_handover_moves_kit();
CREATE TRIGGER handover_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.handover FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kit_line_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kit_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kit_line_only_before_use AFTER INSERT ON public.kit_line FOR EACH ROW EXECUTE FUNCTION guard_kit_line();
CREATE TRIGGER list_entry_guard AFTER INSERT ON public.list_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION guard_list_entries();
CREATE TRIGGER list_entry_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.list_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER list_removal_settled_once BEFORE UPDATE OF state, decided_at, decided_by_id, reason ON public.list_removal FOR EACH ROW WHEN ((old.state <> 'PENDING'::"RemovalState")) EXECUTE FUNCTION guard_settled_removal();
CREATE TRIGGER published_list_counts_its_entries AFTER UPDATE ON public.published_list FOR EACH ROW WHEN (((old.published_at IS NULL) AND (new.published_at IS NOT NULL))) EXECUTE FUNCTION guard_list_publication();
CREATE TRIGGER published_list_is_frozen BEFORE DELETE OR UPDATE ON public.published_list FOR EACH ROW EXECUTE FUNCTION guard_published_list();
CREATE TRIGGER published_list_order_is_recorded BEFORE INSERT OR UPDATE ON public.published_list FOR EACH ROW EXECUTE FUNCTION record_list_order();
CREATE TRIGGER published_list_starts_unpublished AFTER INSERT ON public.published_list FOR EACH ROW EXECUTE FUNCTION guard_new_list();
CREATE TRIGGER published_list_count_guard AFTER INSERT ON public.published_list_count REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION guard_list_counts();
CREATE TRIGGER published_list_count_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.published_list_count FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.rule_set FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_draft_adopted_is_final BEFORE DELETE OR UPDATE ON public.rule_set_draft FOR EACH ROW WHEN ((old.adopted_version IS NOT NULL)) EXECUTE FUNCTION guard_rule_set_draft();
CREATE TRIGGER run_finish_is_recorded BEFORE INSERT OR UPDATE ON public.run FOR EACH ROW EXECUTE FUNCTION record_run_finish();
CREATE TRIGGER run_finished_is_final BEFORE UPDATE ON public.run FOR EACH ROW WHEN ((old.state <> 'QUEUED'::"RunState")) EXECUTE FUNCTION guard_run();
CREATE TRIGGER source_fault_of_a_file AFTER INSERT ON public.source_fault REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_rows_of_file();
CREATE TRIGGER source_file_import_is_recorded BEFORE INSERT OR UPDATE ON public.source_file FOR EACH ROW EXECUTE FUNCTION record_file_import();
CREATE TRIGGER source_file_keeps_its_rows BEFORE DELETE ON public.source_file FOR EACH ROW EXECUTE FUNCTION guard_file_with_rows();
CREATE TRIGGER source_record_of_a_file AFTER INSERT ON public.source_record FOR EACH STATEMENT EXECUTE FUNCTION guard_files_of_records();
CREATE TRIGGER stock_movement_applies AFTER INSERT ON public.stock_movement FOR EACH ROW EXECUTE FUNCTION apply_stock_movement();
CREATE TRIGGER stock_movement_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON public.stock_movement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Rights of everyone but the owner

GRANT USAGE ON SCHEMA public TO portal_app;
GRANT DELETE, INSERT, SELECT ON TABLE claim_attachment TO portal_app;
GRANT DELETE, INSERT, SELECT ON TABLE claim_draft TO portal_app;
GRANT DELETE, INSERT, SELECT ON TABLE source_fault TO portal_app;
GRANT DELETE, INSERT, SELECT ON TABLE source_file_chunk TO portal_app;
GRANT DELETE, INSERT, SELECT ON TABLE source_record TO portal_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE account TO portal_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app_user TO portal_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE membership TO portal_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE practice_activity TO portal_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE rate_limit TO portal_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE role_assignment TO portal_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE rule_set_draft TO portal_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE session TO portal_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE source_file TO portal_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE verification_token TO portal_app;
GRANT INSERT, SELECT ON TABLE audit_entry TO portal_app;
GRANT INSERT, SELECT ON TABLE booking TO portal_app;
GRANT INSERT, SELECT ON TABLE claim TO portal_app;
GRANT INSERT, SELECT ON TABLE claim_event TO portal_app;
GRANT INSERT, SELECT ON TABLE decision TO portal_app;
GRANT INSERT, SELECT ON TABLE delivery_report TO portal_app;
GRANT INSERT, SELECT ON TABLE depot TO portal_app;
GRANT INSERT, SELECT ON TABLE entitlement TO portal_app;
GRANT INSERT, SELECT ON TABLE entitlement_debit TO portal_app;
GRANT INSERT, SELECT ON TABLE expected_receipt TO portal_app;
GRANT INSERT, SELECT ON TABLE fact_correction TO portal_app;
GRANT INSERT, SELECT ON TABLE handover TO portal_app;
GRANT INSERT, SELECT ON TABLE handover_report TO portal_app;
GRANT INSERT, SELECT ON TABLE kit TO portal_app;
GRANT INSERT, SELECT ON TABLE kit_line TO portal_app;
GRANT INSERT, SELECT ON TABLE list_entry TO portal_app;
GRANT INSERT, SELECT ON TABLE list_removal TO portal_app;
GRANT INSERT, SELECT ON TABLE lot TO portal_app;
GRANT INSERT, SELECT ON TABLE published_list TO portal_app;
GRANT INSERT, SELECT ON TABLE published_list_count TO portal_app;
GRANT INSERT, SELECT ON TABLE rule_set TO portal_app;
GRANT INSERT, SELECT ON TABLE run TO portal_app;
GRANT INSERT, SELECT ON TABLE slot TO portal_app;
GRANT INSERT, SELECT ON TABLE stock_movement TO portal_app;
GRANT INSERT, SELECT, UPDATE ON TABLE contradiction TO portal_app;
GRANT INSERT, SELECT, UPDATE ON TABLE delivery_schedule TO portal_app;
GRANT INSERT, SELECT, UPDATE ON TABLE invitation TO portal_app;
GRANT INSERT, SELECT, UPDATE ON TABLE organisation TO portal_app;
GRANT INSERT, SELECT, UPDATE ON TABLE outbox TO portal_app;
GRANT INSERT, SELECT, UPDATE ON TABLE pickup_point TO portal_app;
GRANT INSERT, SELECT, UPDATE ON TABLE practice TO portal_app;
GRANT INSERT, SELECT, UPDATE ON TABLE provider TO portal_app;
GRANT INSERT, SELECT, UPDATE ON TABLE provider_identifier TO portal_app;
GRANT INSERT, SELECT, UPDATE ON TABLE run_progress TO portal_app;
GRANT SELECT ON TABLE business_clock TO portal_app;
GRANT SELECT ON TABLE entitlement_count TO portal_app;
GRANT SELECT ON TABLE item TO portal_app;
GRANT SELECT ON TABLE item_variant TO portal_app;
GRANT SELECT ON TABLE profession TO portal_app;
GRANT SELECT ON TABLE programme TO portal_app;
GRANT SELECT ON TABLE programme_channel TO portal_app;
GRANT SELECT ON TABLE province TO portal_app;
GRANT SELECT ON TABLE stock_balance TO portal_app;
GRANT USAGE ON SEQUENCE audit_entry_id_seq TO portal_app;
GRANT USAGE ON SEQUENCE claim_event_id_seq TO portal_app;
GRANT USAGE ON SEQUENCE entitlement_count_id_seq TO portal_app;
GRANT USAGE ON SEQUENCE outbox_id_seq TO portal_app;
GRANT USAGE ON SEQUENCE source_fault_id_seq TO portal_app;
GRANT USAGE ON SEQUENCE stock_movement_id_seq TO portal_app;
GRANT UPDATE (cancelled_at, checked_in_at, checked_in_by_id) ON TABLE booking TO portal_app;
GRANT UPDATE (capacity, closed_at) ON TABLE slot TO portal_app;
GRANT UPDATE (claim_id, draft_id, "position") ON TABLE claim_attachment TO portal_app;
GRANT UPDATE (name) ON TABLE depot TO portal_app;
GRANT UPDATE (profession_code, province_code, channel, organisation_id, kit_id, list_id, status, given_at, updated_at) ON TABLE entitlement TO portal_app;
GRANT UPDATE (published_at, entry_count, ended_at, ended_reason) ON TABLE published_list TO portal_app;
GRANT UPDATE (received_at, cancelled_at) ON TABLE expected_receipt TO portal_app;
GRANT UPDATE (state, decided_at, decided_by_id, reason) ON TABLE list_removal TO portal_app;
GRANT UPDATE (state, result, failure, finished_at) ON TABLE run TO portal_app;
GRANT UPDATE (status, confirmed_at, access_token_hash, provider_id, assignee_id, decided_by_id, decided_at, decision_id, refusal_reason, appealed_at, appeal_decided_by_id) ON TABLE claim TO portal_app;
GRANT UPDATE (status, rule_set_code, rule_set_version, claims_from_on, claims_last_on, delivery_from_on, delivery_last_on) ON TABLE programme TO portal_app;
GRANT UPDATE (taken_back_at) ON TABLE fact_correction TO portal_app;
GRANT EXECUTE ON FUNCTION business_now() TO portal_app;
GRANT EXECUTE ON FUNCTION fold_entitlement_counts() TO portal_app;
GRANT EXECUTE ON FUNCTION step_business_clock(timestamp with time zone) TO portal_app;
