-- Records have a file. All rows of a COPY were kept aside to be asked for their files, which took a quarter of its time;
-- the key tells the files of all records in as many steps as there are files. A plan is kept for the session, and one made
-- for a few records would read all of many.
CREATE FUNCTION guard_files_of_records() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
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
$$;
DROP TRIGGER source_record_of_a_file ON source_record;
CREATE TRIGGER source_record_of_a_file AFTER INSERT ON source_record
  FOR EACH STATEMENT EXECUTE FUNCTION guard_files_of_records();
