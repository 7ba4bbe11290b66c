-- AlterTable
ALTER TABLE "fact_correction" ADD COLUMN     "taken_back_at" TIMESTAMPTZ(3);

CREATE INDEX fact_correction_taken_back_idx ON fact_correction (taken_back_at) WHERE taken_back_at IS NOT NULL;

-- That a correction no longer counts is said once; what it was stays as it was written.
DROP TRIGGER fact_correction_is_final ON fact_correction;
CREATE TRIGGER fact_correction_is_final
  BEFORE DELETE OR TRUNCATE OR UPDATE OF id, provider_id, profession_code, fact, claim_id, corrected_by_id, corrected_at
  ON fact_correction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_correction_taken_back_is_final BEFORE UPDATE ON fact_correction
  FOR EACH ROW WHEN (OLD.taken_back_at IS NOT NULL OR NEW.taken_back_at IS NULL) EXECUTE FUNCTION refuse_change();
GRANT UPDATE (taken_back_at) ON fact_correction TO portal_app;
