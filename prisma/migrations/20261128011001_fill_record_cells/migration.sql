-- The values of the records there are, in the order of their file's columns, as an import lays them.
UPDATE source_file
   SET cell_columns = ARRAY(
         SELECT code FROM jsonb_array_elements_text(format -> 'columns') WITH ORDINALITY AS said (code, place)
          WHERE code IS NOT NULL AND code <> 'nationalNumber' ORDER BY place)
 WHERE state = 'IMPORTED';

UPDATE source_record r
   SET cells = CASE WHEN r."values" = '{}' THEN '' ELSE (
         SELECT coalesce(string_agg(coalesce(r."values" ->> code, ''), E'\t' ORDER BY place), '')
           FROM unnest(f.cell_columns) WITH ORDINALITY AS said (code, place)) END
  FROM source_file f WHERE f.id = r.file_id;
