-- CreateEnum
CREATE TYPE "RemovalState" AS ENUM ('PENDING', 'KEPT', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "SourceFileState" AS ENUM ('RECEIVING', 'RECOGNISED', 'QUEUED', 'IMPORTED', 'REFUSED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "RecordQuality" AS ENUM ('GOOD', 'DOUBTFUL', 'REFUSED');

-- CreateEnum
CREATE TYPE "ContradictionKind" AS ENUM ('TWO_DOMICILES', 'NUMBER_ON_TWO_PEOPLE', 'ACTIVITY_WITHOUT_REGISTRATION');

-- CreateEnum
CREATE TYPE "RunKind" AS ENUM ('IMPORT', 'LINK', 'DECIDE', 'PUBLISH');

-- CreateEnum
CREATE TYPE "RunState" AS ENUM ('QUEUED', 'DONE', 'FAILED');

-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "run_id" UUID;

-- AlterTable
ALTER TABLE "provider" ADD COLUMN     "birth_year" SMALLINT,
ADD COLUMN     "registers" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "published_list" ADD COLUMN     "decided_in_run_id" UUID,
ADD COLUMN     "rule_set_code" TEXT,
ADD COLUMN     "rule_set_version" INTEGER,
ADD COLUMN     "sources" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "published_list_count" (
    "list_id" UUID NOT NULL,
    "province_code" TEXT NOT NULL,
    "entries" INTEGER NOT NULL,

    CONSTRAINT "published_list_count_pkey" PRIMARY KEY ("list_id","province_code")
);

-- CreateTable
CREATE TABLE "list_removal" (
    "list_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "entitlement_id" UUID,
    "state" "RemovalState" NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "reason" TEXT,

    CONSTRAINT "list_removal_pkey" PRIMARY KEY ("list_id","provider_id")
);

-- CreateTable
CREATE TABLE "rule_set_draft" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "programme_code" TEXT NOT NULL,
    "rule_set_code" TEXT NOT NULL,
    "rule_set_version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "adopted_version" INTEGER,
    "adopted_at" TIMESTAMPTZ(3),

    CONSTRAINT "rule_set_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_file" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "register" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "byte_size" BIGINT NOT NULL DEFAULT 0,
    "content_hash" BYTEA,
    "state" "SourceFileState" NOT NULL,
    "format" JSONB,
    "refusal" JSONB,
    "good_rows" INTEGER NOT NULL DEFAULT 0,
    "doubtful_rows" INTEGER NOT NULL DEFAULT 0,
    "refused_rows" INTEGER NOT NULL DEFAULT 0,
    "fault_counts" JSONB NOT NULL DEFAULT '{}',
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "received_by_id" UUID,
    "imported_at" TIMESTAMPTZ(3),
    "run_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,
    "withdrawn_reason" TEXT,

    CONSTRAINT "source_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_file_chunk" (
    "file_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "source_file_chunk_pkey" PRIMARY KEY ("file_id","position")
);

-- CreateTable
CREATE TABLE "source_record" (
    "file_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "quality" "RecordQuality" NOT NULL,
    "national_number_hash" BYTEA,
    "identifier_scheme" TEXT,
    "identifier_value" TEXT,
    "values" JSONB NOT NULL,

    CONSTRAINT "source_record_pkey" PRIMARY KEY ("file_id","line")
);

-- CreateTable
CREATE TABLE "source_fault" (
    "id" BIGSERIAL NOT NULL,
    "file_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "column" TEXT,
    "code" TEXT NOT NULL,
    "value" TEXT,

    CONSTRAINT "source_fault_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contradiction" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "ContradictionKind" NOT NULL,
    "subject" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "sides" JSONB NOT NULL,
    "provider_id" UUID,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "settled_by_id" UUID,
    "settlement" JSONB,
    "reason" TEXT,

    CONSTRAINT "contradiction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fact_correction" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "provider_id" UUID NOT NULL,
    "profession_code" TEXT,
    "fact" TEXT NOT NULL,
    "claim_id" UUID,
    "corrected_by_id" UUID,
    "corrected_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fact_correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "RunKind" NOT NULL,
    "state" "RunState" NOT NULL DEFAULT 'QUEUED',
    "input" JSONB NOT NULL,
    "result" JSONB,
    "failure" JSONB,
    "requested_by_id" UUID,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_progress" (
    "run_id" UUID NOT NULL,
    "attempts" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "done" BIGINT NOT NULL,
    "total" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "run_progress_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "expected_receipt" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "depot_id" UUID NOT NULL,
    "variant_code" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "expected_on" DATE NOT NULL,
    "note" TEXT,
    "announced_by_id" UUID,
    "announced_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "expected_receipt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "list_removal_provider_idx" ON "list_removal"("provider_id");

-- CreateIndex
CREATE INDEX "list_removal_entitlement_idx" ON "list_removal"("entitlement_id");

-- CreateIndex
CREATE INDEX "rule_set_draft_programme_idx" ON "rule_set_draft"("programme_code", "created_at" DESC);

-- CreateIndex
CREATE INDEX "source_file_register_idx" ON "source_file"("register", "received_at" DESC);

-- CreateIndex
CREATE INDEX "source_fault_file_line_idx" ON "source_fault"("file_id", "line");

-- CreateIndex
CREATE INDEX "source_fault_file_code_idx" ON "source_fault"("file_id", "code", "line");

-- CreateIndex
CREATE INDEX "contradiction_provider_idx" ON "contradiction"("provider_id");

-- CreateIndex
CREATE UNIQUE INDEX "contradiction_once_key" ON "contradiction"("kind", "subject", "fingerprint");

-- CreateIndex
CREATE INDEX "fact_correction_provider_idx" ON "fact_correction"("provider_id");

-- CreateIndex
CREATE INDEX "fact_correction_claim_idx" ON "fact_correction"("claim_id");

-- CreateIndex
CREATE INDEX "run_kind_idx" ON "run"("kind", "requested_at" DESC);

-- CreateIndex
CREATE INDEX "expected_receipt_depot_idx" ON "expected_receipt"("depot_id", "expected_on");

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_list" ADD CONSTRAINT "published_list_rule_set_code_rule_set_version_fkey" FOREIGN KEY ("rule_set_code", "rule_set_version") REFERENCES "rule_set"("code", "version") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_list" ADD CONSTRAINT "published_list_decided_in_run_id_fkey" FOREIGN KEY ("decided_in_run_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_list_count" ADD CONSTRAINT "published_list_count_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "published_list"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_list_count" ADD CONSTRAINT "published_list_count_province_code_fkey" FOREIGN KEY ("province_code") REFERENCES "province"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_removal" ADD CONSTRAINT "list_removal_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "published_list"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_removal" ADD CONSTRAINT "list_removal_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_removal" ADD CONSTRAINT "list_removal_entitlement_id_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_removal" ADD CONSTRAINT "list_removal_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_set_draft" ADD CONSTRAINT "rule_set_draft_programme_code_fkey" FOREIGN KEY ("programme_code") REFERENCES "programme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_set_draft" ADD CONSTRAINT "rule_set_draft_rule_set_code_rule_set_version_fkey" FOREIGN KEY ("rule_set_code", "rule_set_version") REFERENCES "rule_set"("code", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_set_draft" ADD CONSTRAINT "rule_set_draft_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_file" ADD CONSTRAINT "source_file_received_by_id_fkey" FOREIGN KEY ("received_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_file" ADD CONSTRAINT "source_file_withdrawn_by_id_fkey" FOREIGN KEY ("withdrawn_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_file" ADD CONSTRAINT "source_file_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_file_chunk" ADD CONSTRAINT "source_file_chunk_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "source_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contradiction" ADD CONSTRAINT "contradiction_settled_by_id_fkey" FOREIGN KEY ("settled_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contradiction" ADD CONSTRAINT "contradiction_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fact_correction" ADD CONSTRAINT "fact_correction_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fact_correction" ADD CONSTRAINT "fact_correction_profession_code_fkey" FOREIGN KEY ("profession_code") REFERENCES "profession"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fact_correction" ADD CONSTRAINT "fact_correction_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fact_correction" ADD CONSTRAINT "fact_correction_corrected_by_id_fkey" FOREIGN KEY ("corrected_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_progress" ADD CONSTRAINT "run_progress_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expected_receipt" ADD CONSTRAINT "expected_receipt_depot_id_fkey" FOREIGN KEY ("depot_id") REFERENCES "depot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expected_receipt" ADD CONSTRAINT "expected_receipt_variant_code_fkey" FOREIGN KEY ("variant_code") REFERENCES "item_variant"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expected_receipt" ADD CONSTRAINT "expected_receipt_announced_by_id_fkey" FOREIGN KEY ("announced_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- ── Runs ────────────────────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE run
  ADD CONSTRAINT run_finished_when_not_queued CHECK ((state = 'QUEUED') = (finished_at IS NULL)),
  ADD CONSTRAINT run_failure_is_said CHECK ((state = 'FAILED') = (failure IS NOT NULL));
CREATE INDEX run_queued_idx ON run (requested_at) WHERE state = 'QUEUED';
ALTER TABLE run_progress ADD CONSTRAINT run_progress_attempts_positive CHECK (attempts > 0);

CREATE FUNCTION guard_run() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'constraint "run_finished_is_final": run % is finished', OLD.id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'run_finished_is_final';
END
$$;
CREATE TRIGGER run_finished_is_final BEFORE UPDATE ON run FOR EACH ROW WHEN (OLD.state <> 'QUEUED') EXECUTE FUNCTION guard_run();

-- ── Registers ───────────────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE provider ADD CONSTRAINT provider_birth_year_plausible CHECK (birth_year BETWEEN 1900 AND 2100);
CREATE UNIQUE INDEX source_file_content_once ON source_file (content_hash) WHERE state IN ('RECOGNISED', 'QUEUED', 'IMPORTED');
ALTER TABLE source_file
  ADD CONSTRAINT source_file_content_hash_length CHECK (octet_length(content_hash) = 32),
  ADD CONSTRAINT source_file_recognised_first CHECK (state NOT IN ('RECOGNISED', 'QUEUED', 'IMPORTED') OR (content_hash IS NOT NULL AND format IS NOT NULL)),
  ADD CONSTRAINT source_file_refusal_is_said CHECK ((state = 'REFUSED') = (refusal IS NOT NULL)),
  ADD CONSTRAINT source_file_imported_whole CHECK (state <> 'IMPORTED' OR imported_at IS NOT NULL),
  ADD CONSTRAINT source_file_withdrawn_with_reason CHECK (
    (state = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)
    AND (state <> 'WITHDRAWN' OR length(btrim(coalesce(withdrawn_reason, ''))) > 0)),
  ADD CONSTRAINT source_file_rows_not_negative CHECK (least(good_rows, doubtful_rows, refused_rows) >= 0);
-- Encrypted bytes don't compress.
ALTER TABLE source_file_chunk ALTER COLUMN content SET STORAGE EXTERNAL;
ALTER TABLE source_record
  ADD CONSTRAINT source_record_national_number_hashed CHECK (octet_length(national_number_hash) = 32),
  ADD CONSTRAINT source_record_without_national_number CHECK (NOT "values" ? 'nationalNumber'),
  ADD CONSTRAINT source_record_identifier_whole CHECK ((identifier_scheme IS NULL) = (identifier_value IS NULL));
ALTER TABLE source_fault ADD CONSTRAINT source_fault_without_national_number CHECK ("column" IS DISTINCT FROM 'nationalNumber' OR value IS NULL);

-- A foreign key looks up each of millions of rows; these look up each file once a statement, and hold it as a key does.
CREATE FUNCTION guard_rows_of_file() RETURNS trigger
LANGUAGE plpgsql AS $$
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
$$;
CREATE TRIGGER source_record_of_a_file AFTER INSERT ON source_record
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_rows_of_file();
CREATE TRIGGER source_fault_of_a_file AFTER INSERT ON source_fault
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_rows_of_file();

CREATE FUNCTION guard_file_with_rows() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM source_record WHERE file_id = OLD.id) OR EXISTS (SELECT FROM source_fault WHERE file_id = OLD.id) THEN
    RAISE EXCEPTION 'constraint "source_file_keeps_its_rows": file % has records or faults', OLD.id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'source_file_keeps_its_rows';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER source_file_keeps_its_rows BEFORE DELETE ON source_file FOR EACH ROW EXECUTE FUNCTION guard_file_with_rows();
ALTER TABLE contradiction
  ADD CONSTRAINT contradiction_settled_with_reason CHECK (
    (settled_at IS NULL) = (settlement IS NULL)
    AND (settled_at IS NULL OR length(btrim(coalesce(reason, ''))) > 0));
CREATE INDEX contradiction_open_idx ON contradiction (kind, seen_at, id) WHERE settled_at IS NULL AND gone_at IS NULL;
ALTER TABLE fact_correction
  ADD CONSTRAINT fact_correction_names_a_fact CHECK (fact IN ('profession', 'registered', 'ambulatoryShares', 'domicileProvince', 'groupingMember', 'servedUnder', 'contact'));
CREATE TRIGGER fact_correction_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_correction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ── Decisions and lists ─────────────────────────────────────────────────────────────────────────────────────────────
CREATE UNIQUE INDEX decision_once_a_run ON decision (run_id, profession_code, provider_id) WHERE run_id IS NOT NULL;
ALTER TABLE published_list ADD CONSTRAINT published_list_rule_set_whole CHECK ((rule_set_code IS NULL) = (rule_set_version IS NULL));

CREATE OR REPLACE FUNCTION guard_published_list() RETURNS trigger
LANGUAGE plpgsql AS $$
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
$$;

ALTER TABLE published_list_count ADD CONSTRAINT published_list_count_positive CHECK (entries > 0);
CREATE TRIGGER published_list_count_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON published_list_count FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE list_removal
  ADD CONSTRAINT list_removal_pending_has_entitlement CHECK (state <> 'PENDING' OR entitlement_id IS NOT NULL),
  ADD CONSTRAINT list_removal_decided_with_reason CHECK (
    (state = 'PENDING') = (decided_at IS NULL)
    AND (decided_by_id IS NULL OR length(btrim(coalesce(reason, ''))) > 0));
CREATE INDEX list_removal_pending_idx ON list_removal (removed_at, list_id, provider_id) WHERE state = 'PENDING';
ALTER TABLE rule_set_draft
  ADD CONSTRAINT rule_set_draft_adopted_whole CHECK ((adopted_version IS NULL) = (adopted_at IS NULL)),
  ADD CONSTRAINT rule_set_draft_named CHECK (length(btrim(name)) > 0);

CREATE FUNCTION guard_rule_set_draft() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'constraint "rule_set_draft_adopted_is_final": draft % became version %', OLD.id, OLD.adopted_version
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'rule_set_draft_adopted_is_final';
END
$$;
CREATE TRIGGER rule_set_draft_adopted_is_final BEFORE UPDATE OR DELETE ON rule_set_draft
  FOR EACH ROW WHEN (OLD.adopted_version IS NOT NULL) EXECUTE FUNCTION guard_rule_set_draft();

-- ── Stock on the way ────────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE expected_receipt
  ADD CONSTRAINT expected_receipt_quantity_positive CHECK (quantity > 0),
  ADD CONSTRAINT expected_receipt_ends_once CHECK (received_at IS NULL OR cancelled_at IS NULL);

CREATE FUNCTION guard_expected_receipt() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'constraint "expected_receipt_ended_is_final": what was announced as % has arrived or was called off', OLD.id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'expected_receipt_ended_is_final';
END
$$;
CREATE TRIGGER expected_receipt_ended_is_final BEFORE UPDATE ON expected_receipt
  FOR EACH ROW WHEN (OLD.received_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL) EXECUTE FUNCTION guard_expected_receipt();
CREATE INDEX expected_receipt_open_idx ON expected_receipt (expected_on, id) WHERE received_at IS NULL AND cancelled_at IS NULL;

-- ── Rights ──────────────────────────────────────────────────────────────────────────────────────────────────────────
GRANT SELECT ON run, run_progress, source_file, source_file_chunk, source_record, source_fault, contradiction,
  fact_correction, published_list_count, list_removal, rule_set_draft, expected_receipt TO portal_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app;
GRANT INSERT, UPDATE (state, result, failure, finished_at) ON run TO portal_app;
GRANT INSERT, UPDATE ON run_progress TO portal_app;
GRANT INSERT, UPDATE, DELETE ON source_file TO portal_app;
GRANT INSERT, DELETE ON source_file_chunk, source_record, source_fault TO portal_app;
GRANT INSERT, UPDATE ON contradiction TO portal_app;
GRANT INSERT ON fact_correction, published_list_count TO portal_app;
GRANT INSERT, UPDATE (state, decided_at, decided_by_id, reason) ON list_removal TO portal_app;
GRANT INSERT, UPDATE, DELETE ON rule_set_draft TO portal_app;
GRANT INSERT, UPDATE (received_at, cancelled_at) ON expected_receipt TO portal_app;
-- What no file in force says any longer is taken out by linking.
GRANT DELETE ON practice_activity, membership TO portal_app;
-- Somebody who comes back on a list takes up the entitlement that was withdrawn.
GRANT UPDATE (list_id, given_at, kit_id, profession_code) ON entitlement TO portal_app;
