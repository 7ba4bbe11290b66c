-- CreateEnum
CREATE TYPE "Role" AS ENUM ('TASKFORCE_ADMIN', 'PROVINCE_STAFF', 'ORGANISATION_STAFF');

-- CreateEnum
CREATE TYPE "ClaimStatus" AS ENUM ('UNCONFIRMED', 'OPEN', 'QUESTION', 'ACCEPTED', 'REFUSED', 'APPEALED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "ReceiptWay" AS ENUM ('WEB', 'LETTER', 'EMAIL', 'PHONE');

-- CreateEnum
CREATE TYPE "ClaimEventKind" AS ENUM ('RECEIVED', 'CONFIRMED', 'ASSIGNED', 'QUESTION_ASKED', 'ANSWERED', 'ACCEPTED', 'REFUSED', 'APPEALED', 'WITHDRAWN', 'NOTE');

-- CreateEnum
CREATE TYPE "DecisionOutcome" AS ENUM ('ELIGIBLE', 'NOT_ELIGIBLE', 'UNDETERMINED');

-- CreateEnum
CREATE TYPE "ListKind" AS ENUM ('FULL', 'AMENDMENT');

-- CreateEnum
CREATE TYPE "EntitlementStatus" AS ENUM ('GIVEN', 'BOOKED', 'SERVED', 'DECLINED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "OrganisationKind" AS ENUM ('GROUPING', 'ASSOCIATION', 'PHARMACY');

-- CreateEnum
CREATE TYPE "ReportKind" AS ENUM ('MISSING', 'DAMAGED');

-- CreateEnum
CREATE TYPE "ProgrammeStatus" AS ENUM ('ANNOUNCED', 'OPEN', 'CLOSED');

-- CreateEnum
CREATE TYPE "AllocationKind" AS ENUM ('KIT', 'WEEKLY_QUOTA');

-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('PROVINCE_PICKUP', 'GROUPING', 'ASSOCIATION', 'PHARMACY');

-- CreateEnum
CREATE TYPE "DeliveryWay" AS ENUM ('PICKUP', 'HOME_DELIVERY', 'GROUPING', 'ASSOCIATION');

-- CreateEnum
CREATE TYPE "Language" AS ENUM ('fr', 'nl', 'de', 'en');

-- CreateEnum
CREATE TYPE "DepotKind" AS ENUM ('CENTRAL', 'PROVINCIAL', 'LOCAL', 'SUPPLIER', 'RECIPIENT', 'ADJUSTMENT');

-- CreateEnum
CREATE TYPE "MovementKind" AS ENUM ('RECEIPT', 'TRANSFER', 'HANDOVER', 'ADJUSTMENT');

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "business_at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "province_code" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "email_verified" TIMESTAMPTZ(3),
    "name" TEXT,
    "image" TEXT,
    "language" "Language" NOT NULL DEFAULT 'fr',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "expires_at" INTEGER,
    "token_type" TEXT,
    "scope" TEXT,
    "id_token" TEXT,
    "session_state" TEXT,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_token" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "provider_id" UUID,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_token" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL
);

-- CreateTable
CREATE TABLE "role_assignment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "province_code" TEXT,
    "organisation_id" UUID,

    CONSTRAINT "role_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "business_clock" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "starts_at" TIMESTAMPTZ(3),

    CONSTRAINT "business_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "hits" INTEGER NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "reference" TEXT NOT NULL,
    "programme_code" TEXT NOT NULL,
    "profession_code" TEXT NOT NULL,
    "status" "ClaimStatus" NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "received_by" "ReceiptWay" NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entered_by_id" UUID,
    "entered_reason" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "identifier_scheme" TEXT NOT NULL,
    "identifier_value" TEXT NOT NULL,
    "stated_number" TEXT NOT NULL,
    "number_insisted" BOOLEAN NOT NULL DEFAULT false,
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "street" TEXT,
    "postcode" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "workplace" TEXT NOT NULL,
    "active_since_on" DATE NOT NULL,
    "statement" TEXT,
    "language" "Language" NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "access_token_hash" BYTEA NOT NULL,
    "provider_id" UUID,
    "assignee_id" UUID,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_id" UUID,
    "refusal_reason" TEXT,
    "appealed_at" TIMESTAMPTZ(3),
    "appeal_decided_by_id" UUID,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_event" (
    "id" BIGSERIAL NOT NULL,
    "claim_id" UUID NOT NULL,
    "kind" "ClaimEventKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" UUID,
    "text" TEXT,

    CONSTRAINT "claim_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_attachment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "claim_id" UUID,
    "draft_id" UUID,
    "position" SMALLINT NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "byte_size" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_draft" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "programme_code" TEXT NOT NULL,
    "provider_id" UUID NOT NULL,
    "profession_code" TEXT NOT NULL,
    "rule_set_code" TEXT NOT NULL,
    "rule_set_version" INTEGER NOT NULL,
    "as_of" DATE NOT NULL,
    "outcome" "DecisionOutcome" NOT NULL,
    "facts" JSONB NOT NULL,
    "reasons" JSONB NOT NULL,
    "missing" TEXT[],
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "published_list" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "programme_code" TEXT NOT NULL,
    "profession_code" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "ListKind" NOT NULL,
    "as_of" DATE NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "entry_count" INTEGER NOT NULL DEFAULT 0,
    "published_by_id" UUID,
    "claim_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "ended_reason" TEXT,

    CONSTRAINT "published_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "list_entry" (
    "list_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,

    CONSTRAINT "list_entry_pkey" PRIMARY KEY ("provider_id","list_id")
);

-- CreateTable
CREATE TABLE "entitlement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "programme_code" TEXT NOT NULL,
    "provider_id" UUID NOT NULL,
    "period" TEXT NOT NULL DEFAULT 'once',
    "profession_code" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "channel" "Channel" NOT NULL,
    "organisation_id" UUID,
    "kit_id" UUID,
    "list_id" UUID NOT NULL,
    "status" "EntitlementStatus" NOT NULL DEFAULT 'GIVEN',
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entitlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entitlement_debit" (
    "entitlement_id" UUID NOT NULL,
    "channel" "Channel" NOT NULL,
    "debited_at" TIMESTAMPTZ(3) NOT NULL,
    "debited_by_id" UUID,
    "organisation_id" UUID,

    CONSTRAINT "entitlement_debit_pkey" PRIMARY KEY ("entitlement_id")
);

-- CreateTable
CREATE TABLE "entitlement_count" (
    "id" BIGSERIAL NOT NULL,
    "programme_code" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "profession_code" TEXT NOT NULL,
    "channel" "Channel" NOT NULL,
    "status" "EntitlementStatus" NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "entitlement_count_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "province" (
    "code" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,

    CONSTRAINT "province_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "profession" (
    "code" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "profession_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "template" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "to_email" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "secrets" JSONB,
    "dedup_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "OrganisationKind" NOT NULL,
    "name" TEXT NOT NULL,
    "enterprise_number" TEXT,
    "province_code" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organisation_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pickup_point" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "province_code" TEXT NOT NULL,
    "depot_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "street" TEXT NOT NULL,
    "postcode" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "access" JSONB NOT NULL DEFAULT '{}',
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "pickup_point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slot" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pickup_point_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "capacity" INTEGER NOT NULL,
    "booked" INTEGER NOT NULL DEFAULT 0,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "slot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "entitlement_id" UUID NOT NULL,
    "slot_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "checked_in_at" TIMESTAMPTZ(3),
    "checked_in_by_id" UUID,

    CONSTRAINT "booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handover" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "entitlement_id" UUID NOT NULL,
    "booking_id" UUID,
    "pickup_point_id" UUID NOT NULL,
    "handed_over_at" TIMESTAMPTZ(3) NOT NULL,
    "handed_over_by_id" UUID,

    CONSTRAINT "handover_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handover_report" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "handover_id" UUID NOT NULL,
    "kind" "ReportKind" NOT NULL,
    "item_code" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handover_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "entitlement_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme" (
    "code" TEXT NOT NULL,
    "status" "ProgrammeStatus" NOT NULL,
    "allocation" "AllocationKind" NOT NULL,
    "position" INTEGER NOT NULL,
    "rule_set_code" TEXT NOT NULL,
    "rule_set_version" INTEGER NOT NULL,
    "claims_from_on" DATE,
    "claims_last_on" DATE,
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/Brussels',
    "delivery_from_on" DATE,
    "delivery_last_on" DATE,

    CONSTRAINT "programme_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "programme_channel" (
    "programme_code" TEXT NOT NULL,
    "channel" "Channel" NOT NULL,

    CONSTRAINT "programme_channel_pkey" PRIMARY KEY ("programme_code","channel")
);

-- CreateTable
CREATE TABLE "rule_set" (
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rule_set_pkey" PRIMARY KEY ("code","version")
);

-- CreateTable
CREATE TABLE "kit" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "programme_code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "kit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kit_line" (
    "kit_id" UUID NOT NULL,
    "item_code" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "kit_line_pkey" PRIMARY KEY ("kit_id","item_code")
);

-- CreateTable
CREATE TABLE "delivery_schedule" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "programme_code" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "profession_code" TEXT,
    "from_on" DATE NOT NULL,
    "last_on" DATE NOT NULL,
    "way" "DeliveryWay" NOT NULL,
    "note" JSONB NOT NULL DEFAULT '{}',
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "street" TEXT,
    "postcode" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "national_number_hash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_identifier" (
    "scheme" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "provider_id" UUID NOT NULL,

    CONSTRAINT "provider_identifier_pkey" PRIMARY KEY ("scheme","value")
);

-- CreateTable
CREATE TABLE "practice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "provider_id" UUID NOT NULL,
    "profession_code" TEXT NOT NULL,
    "registered_number" TEXT NOT NULL,
    "registered" BOOLEAN,

    CONSTRAINT "practice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "practice_activity" (
    "practice_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE NOT NULL,
    "ambulatory_share" DECIMAL(4,3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "practice_activity_pkey" PRIMARY KEY ("practice_id","valid_from")
);

-- CreateTable
CREATE TABLE "item" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "item_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "item_variant" (
    "code" TEXT NOT NULL,
    "item_code" TEXT NOT NULL,
    "size" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "item_variant_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "lot" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "variant_code" TEXT NOT NULL,
    "code" TEXT NOT NULL DEFAULT 'unspecified',
    "expires_on" DATE,

    CONSTRAINT "lot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "depot" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "DepotKind" NOT NULL,
    "name" TEXT NOT NULL,
    "province_code" TEXT,

    CONSTRAINT "depot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_balance" (
    "depot_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "stock_balance_pkey" PRIMARY KEY ("depot_id","lot_id")
);

-- CreateTable
CREATE TABLE "stock_movement" (
    "id" BIGSERIAL NOT NULL,
    "kind" "MovementKind" NOT NULL,
    "from_depot_id" UUID NOT NULL,
    "to_depot_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "handover_id" UUID,
    "reason" TEXT,
    "moved_by_id" UUID,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_movement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entry_subject_idx" ON "audit_entry"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "audit_entry_province_idx" ON "audit_entry"("province_code", "id");

-- CreateIndex
CREATE INDEX "audit_entry_action_idx" ON "audit_entry"("action", "id");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_key" ON "account"("provider", "provider_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("session_token");

-- CreateIndex
CREATE INDEX "session_user_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "verification_token_key" ON "verification_token"("token");

-- CreateIndex
CREATE UNIQUE INDEX "verification_token_identifier_key" ON "verification_token"("identifier", "token");

-- CreateIndex
CREATE INDEX "role_assignment_user_idx" ON "role_assignment"("user_id");

-- CreateIndex
CREATE INDEX "rate_limit_window_start_idx" ON "rate_limit"("window_start");

-- CreateIndex
CREATE UNIQUE INDEX "claim_reference_key" ON "claim"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "claim_access_token_key" ON "claim"("access_token_hash");

-- CreateIndex
CREATE INDEX "claim_queue_idx" ON "claim"("status", "received_at");

-- CreateIndex
CREATE INDEX "claim_assignee_idx" ON "claim"("assignee_id", "status");

-- CreateIndex
CREATE INDEX "claim_identifier_idx" ON "claim"("identifier_scheme", "identifier_value");

-- CreateIndex
CREATE INDEX "claim_provider_idx" ON "claim"("provider_id");

-- CreateIndex
CREATE INDEX "claim_event_claim_idx" ON "claim_event"("claim_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "claim_attachment_claim_position_key" ON "claim_attachment"("claim_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "claim_attachment_draft_position_key" ON "claim_attachment"("draft_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "claim_draft_token_key" ON "claim_draft"("token_hash");

-- CreateIndex
CREATE INDEX "claim_draft_created_idx" ON "claim_draft"("created_at");

-- CreateIndex
CREATE INDEX "decision_provider_idx" ON "decision"("provider_id", "programme_code", "decided_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "published_list_claim_key" ON "published_list"("claim_id");

-- CreateIndex
CREATE UNIQUE INDEX "published_list_number_key" ON "published_list"("programme_code", "profession_code", "number");

-- CreateIndex
CREATE INDEX "list_entry_list_idx" ON "list_entry"("list_id");

-- CreateIndex
CREATE INDEX "list_entry_decision_idx" ON "list_entry"("decision_id");

-- CreateIndex
CREATE INDEX "entitlement_provider_idx" ON "entitlement"("provider_id");

-- CreateIndex
CREATE INDEX "entitlement_province_status_idx" ON "entitlement"("programme_code", "province_code", "channel", "status");

-- CreateIndex
CREATE INDEX "entitlement_organisation_idx" ON "entitlement"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "entitlement_once_key" ON "entitlement"("programme_code", "provider_id", "period");

-- CreateIndex
CREATE INDEX "entitlement_count_key_idx" ON "entitlement_count"("programme_code", "province_code", "profession_code", "channel", "status");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_dedup_key" ON "outbox"("dedup_key");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_enterprise_number_key" ON "organisation"("enterprise_number");

-- CreateIndex
CREATE INDEX "membership_provider_idx" ON "membership"("provider_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_once_key" ON "membership"("organisation_id", "provider_id", "valid_from");

-- CreateIndex
CREATE INDEX "pickup_point_province_idx" ON "pickup_point"("province_code");

-- CreateIndex
CREATE UNIQUE INDEX "slot_start_key" ON "slot"("pickup_point_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "booking_code_key" ON "booking"("code");

-- CreateIndex
CREATE INDEX "booking_slot_idx" ON "booking"("slot_id");

-- CreateIndex
CREATE INDEX "booking_entitlement_idx" ON "booking"("entitlement_id");

-- CreateIndex
CREATE UNIQUE INDEX "handover_entitlement_key" ON "handover"("entitlement_id");

-- CreateIndex
CREATE UNIQUE INDEX "handover_booking_key" ON "handover"("booking_id");

-- CreateIndex
CREATE INDEX "handover_point_idx" ON "handover"("pickup_point_id", "handed_over_at");

-- CreateIndex
CREATE INDEX "handover_report_handover_idx" ON "handover_report"("handover_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_entitlement_idx" ON "invitation"("entitlement_id");

-- CreateIndex
CREATE INDEX "invitation_provider_idx" ON "invitation"("provider_id");

-- CreateIndex
CREATE UNIQUE INDEX "kit_version_key" ON "kit"("programme_code", "version");

-- CreateIndex
CREATE INDEX "delivery_schedule_province_idx" ON "delivery_schedule"("province_code", "from_on");

-- CreateIndex
CREATE UNIQUE INDEX "provider_national_number_hash_key" ON "provider"("national_number_hash");

-- CreateIndex
CREATE INDEX "provider_email_idx" ON "provider"("email");

-- CreateIndex
CREATE INDEX "provider_name_idx" ON "provider"("family_name", "given_name");

-- CreateIndex
CREATE INDEX "provider_identifier_provider_idx" ON "provider_identifier"("provider_id");

-- CreateIndex
CREATE UNIQUE INDEX "practice_provider_profession_key" ON "practice"("provider_id", "profession_code");

-- CreateIndex
CREATE UNIQUE INDEX "lot_code_key" ON "lot"("variant_code", "code");

-- CreateIndex
CREATE INDEX "depot_province_idx" ON "depot"("province_code");

-- CreateIndex
CREATE INDEX "stock_movement_from_idx" ON "stock_movement"("from_depot_id", "id");

-- CreateIndex
CREATE INDEX "stock_movement_to_idx" ON "stock_movement"("to_depot_id", "id");

-- CreateIndex
CREATE INDEX "stock_movement_handover_idx" ON "stock_movement"("handover_id");

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_province_code_fkey" FOREIGN KEY ("province_code") REFERENCES "province"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_programme_code_fkey" FOREIGN KEY ("programme_code") REFERENCES "programme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_profession_code_fkey" FOREIGN KEY ("profession_code") REFERENCES "profession"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_entered_by_id_fkey" FOREIGN KEY ("entered_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_appeal_decided_by_id_fkey" FOREIGN KEY ("appeal_decided_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_event" ADD CONSTRAINT "claim_event_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_event" ADD CONSTRAINT "claim_event_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_attachment" ADD CONSTRAINT "claim_attachment_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_attachment" ADD CONSTRAINT "claim_attachment_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "claim_draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_programme_code_fkey" FOREIGN KEY ("programme_code") REFERENCES "programme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_rule_set_code_rule_set_version_fkey" FOREIGN KEY ("rule_set_code", "rule_set_version") REFERENCES "rule_set"("code", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_list" ADD CONSTRAINT "published_list_programme_code_fkey" FOREIGN KEY ("programme_code") REFERENCES "programme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_list" ADD CONSTRAINT "published_list_profession_code_fkey" FOREIGN KEY ("profession_code") REFERENCES "profession"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_list" ADD CONSTRAINT "published_list_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_list" ADD CONSTRAINT "published_list_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_entry" ADD CONSTRAINT "list_entry_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "published_list"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_entry" ADD CONSTRAINT "list_entry_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_entry" ADD CONSTRAINT "list_entry_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_programme_code_fkey" FOREIGN KEY ("programme_code") REFERENCES "programme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_profession_code_fkey" FOREIGN KEY ("profession_code") REFERENCES "profession"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_province_code_fkey" FOREIGN KEY ("province_code") REFERENCES "province"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_kit_id_fkey" FOREIGN KEY ("kit_id") REFERENCES "kit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement_debit" ADD CONSTRAINT "entitlement_debit_entitlement_id_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement_debit" ADD CONSTRAINT "entitlement_debit_debited_by_id_fkey" FOREIGN KEY ("debited_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement_count" ADD CONSTRAINT "entitlement_count_programme_code_fkey" FOREIGN KEY ("programme_code") REFERENCES "programme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement_count" ADD CONSTRAINT "entitlement_count_province_code_fkey" FOREIGN KEY ("province_code") REFERENCES "province"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement_count" ADD CONSTRAINT "entitlement_count_profession_code_fkey" FOREIGN KEY ("profession_code") REFERENCES "profession"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_province_code_fkey" FOREIGN KEY ("province_code") REFERENCES "province"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pickup_point" ADD CONSTRAINT "pickup_point_province_code_fkey" FOREIGN KEY ("province_code") REFERENCES "province"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pickup_point" ADD CONSTRAINT "pickup_point_depot_id_fkey" FOREIGN KEY ("depot_id") REFERENCES "depot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slot" ADD CONSTRAINT "slot_pickup_point_id_fkey" FOREIGN KEY ("pickup_point_id") REFERENCES "pickup_point"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_entitlement_id_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_checked_in_by_id_fkey" FOREIGN KEY ("checked_in_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_entitlement_id_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_debit_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlement_debit"("entitlement_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_pickup_point_id_fkey" FOREIGN KEY ("pickup_point_id") REFERENCES "pickup_point"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_handed_over_by_id_fkey" FOREIGN KEY ("handed_over_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover_report" ADD CONSTRAINT "handover_report_handover_id_fkey" FOREIGN KEY ("handover_id") REFERENCES "handover"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_entitlement_id_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme" ADD CONSTRAINT "programme_rule_set_code_rule_set_version_fkey" FOREIGN KEY ("rule_set_code", "rule_set_version") REFERENCES "rule_set"("code", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_channel" ADD CONSTRAINT "programme_channel_programme_code_fkey" FOREIGN KEY ("programme_code") REFERENCES "programme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kit" ADD CONSTRAINT "kit_programme_code_fkey" FOREIGN KEY ("programme_code") REFERENCES "programme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kit_line" ADD CONSTRAINT "kit_line_kit_id_fkey" FOREIGN KEY ("kit_id") REFERENCES "kit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kit_line" ADD CONSTRAINT "kit_line_item_code_fkey" FOREIGN KEY ("item_code") REFERENCES "item"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_schedule" ADD CONSTRAINT "delivery_schedule_programme_code_fkey" FOREIGN KEY ("programme_code") REFERENCES "programme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_schedule" ADD CONSTRAINT "delivery_schedule_province_code_fkey" FOREIGN KEY ("province_code") REFERENCES "province"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_schedule" ADD CONSTRAINT "delivery_schedule_profession_code_fkey" FOREIGN KEY ("profession_code") REFERENCES "profession"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_schedule" ADD CONSTRAINT "delivery_schedule_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider" ADD CONSTRAINT "provider_province_code_fkey" FOREIGN KEY ("province_code") REFERENCES "province"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_identifier" ADD CONSTRAINT "provider_identifier_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice" ADD CONSTRAINT "practice_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice" ADD CONSTRAINT "practice_profession_code_fkey" FOREIGN KEY ("profession_code") REFERENCES "profession"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice_activity" ADD CONSTRAINT "practice_activity_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_variant" ADD CONSTRAINT "item_variant_item_code_fkey" FOREIGN KEY ("item_code") REFERENCES "item"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_variant_code_fkey" FOREIGN KEY ("variant_code") REFERENCES "item_variant"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "depot" ADD CONSTRAINT "depot_province_code_fkey" FOREIGN KEY ("province_code") REFERENCES "province"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_balance" ADD CONSTRAINT "stock_balance_depot_id_fkey" FOREIGN KEY ("depot_id") REFERENCES "depot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_balance" ADD CONSTRAINT "stock_balance_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_from_depot_id_fkey" FOREIGN KEY ("from_depot_id") REFERENCES "depot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_to_depot_id_fkey" FOREIGN KEY ("to_depot_id") REFERENCES "depot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_handover_id_fkey" FOREIGN KEY ("handover_id") REFERENCES "handover"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_moved_by_id_fkey" FOREIGN KEY ("moved_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
