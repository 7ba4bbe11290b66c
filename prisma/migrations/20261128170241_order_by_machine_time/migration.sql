-- AlterTable
ALTER TABLE "list_removal" ADD COLUMN     "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "published_list" ADD COLUMN     "end_recorded_at" TIMESTAMPTZ(6),
ADD COLUMN     "publication_recorded_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "finish_recorded_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "source_file" ADD COLUMN     "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "import_recorded_at" TIMESTAMPTZ(6);

-- Business time is stepped back by a demonstration, so it does not say what happened first. Whoever writes the instant of
-- business that people read, the database writes the real one beside it, once, and nobody says another.
CREATE FUNCTION record_run_finish() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.finish_recorded_at := CASE WHEN NEW.finished_at IS NOT NULL THEN coalesce(OLD.finish_recorded_at, clock_timestamp()) END;
  RETURN NEW;
END
$$;
CREATE TRIGGER run_finish_is_recorded BEFORE INSERT OR UPDATE ON run FOR EACH ROW EXECUTE FUNCTION record_run_finish();

CREATE FUNCTION record_list_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.publication_recorded_at := CASE WHEN NEW.published_at IS NOT NULL THEN coalesce(OLD.publication_recorded_at, clock_timestamp()) END;
  NEW.end_recorded_at := CASE WHEN NEW.ended_at IS NOT NULL THEN coalesce(OLD.end_recorded_at, clock_timestamp()) END;
  RETURN NEW;
END
$$;
CREATE TRIGGER published_list_order_is_recorded BEFORE INSERT OR UPDATE ON published_list FOR EACH ROW EXECUTE FUNCTION record_list_order();

CREATE FUNCTION record_file_import() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.import_recorded_at := CASE WHEN NEW.imported_at IS NOT NULL THEN coalesce(OLD.import_recorded_at, clock_timestamp()) END;
  RETURN NEW;
END
$$;
CREATE TRIGGER source_file_import_is_recorded BEFORE INSERT OR UPDATE ON source_file FOR EACH ROW EXECUTE FUNCTION record_file_import();
