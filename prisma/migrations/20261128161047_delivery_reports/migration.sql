-- CreateEnum
CREATE TYPE "DeliveryReportKind" AS ENUM ('NOT_ARRIVED', 'MISSING', 'DAMAGED');

-- CreateTable
CREATE TABLE "delivery_report" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "entitlement_id" UUID NOT NULL,
    "kind" "DeliveryReportKind" NOT NULL,
    "item_code" TEXT,
    "text" TEXT NOT NULL,
    "way" "DeliveryWay" NOT NULL,
    "province_code" TEXT NOT NULL,
    "organisation_id" UUID,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_report_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "delivery_report_province_idx" ON "delivery_report"("province_code", "reported_at" DESC);

-- CreateIndex
CREATE INDEX "delivery_report_entitlement_idx" ON "delivery_report"("entitlement_id");

-- CreateIndex
CREATE INDEX "delivery_report_organisation_idx" ON "delivery_report"("organisation_id");

-- AddForeignKey
ALTER TABLE "delivery_report" ADD CONSTRAINT "delivery_report_entitlement_id_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_report" ADD CONSTRAINT "delivery_report_province_code_fkey" FOREIGN KEY ("province_code") REFERENCES "province"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_report" ADD CONSTRAINT "delivery_report_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a parcel that has not come lacks is no item; what is collected has a handover, and its report.
ALTER TABLE delivery_report
  ADD CONSTRAINT delivery_report_names_an_item CHECK ((kind = 'NOT_ARRIVED') = (item_code IS NULL)),
  ADD CONSTRAINT delivery_report_says_what CHECK (kind = 'NOT_ARRIVED' OR length(btrim(text)) > 0),
  ADD CONSTRAINT delivery_report_is_of_a_delivery CHECK (way <> 'PICKUP');
CREATE UNIQUE INDEX delivery_report_not_arrived_once ON delivery_report (entitlement_id) WHERE kind = 'NOT_ARRIVED';
CREATE UNIQUE INDEX delivery_report_item_once ON delivery_report (entitlement_id, kind, item_code) WHERE kind <> 'NOT_ARRIVED';
CREATE TRIGGER delivery_report_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON delivery_report FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON delivery_report TO portal_app;
