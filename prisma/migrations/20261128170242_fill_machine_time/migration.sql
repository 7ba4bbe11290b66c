-- Of what there is: outside a demonstration the instants of business are the real ones. In one the trail has the real
-- ones of lists and files, and a run was last heard of by its progress.
ALTER TABLE run DISABLE TRIGGER USER;
ALTER TABLE published_list DISABLE TRIGGER USER;
ALTER TABLE source_file DISABLE TRIGGER USER;

UPDATE run SET finish_recorded_at = finished_at;
UPDATE published_list SET publication_recorded_at = published_at, end_recorded_at = ended_at;
UPDATE source_file SET created_at = received_at, import_recorded_at = imported_at;

CREATE TEMPORARY TABLE said ON COMMIT DROP AS
  SELECT action, subject_id, min(at) AS at FROM audit_entry
   WHERE action IN ('list.publish', 'list.withdraw', 'register.receive', 'register.import')
     AND (SELECT demonstration FROM business_clock WHERE id = 1)
   GROUP BY action, subject_id;

UPDATE run r
   SET finish_recorded_at = greatest(r.requested_at, (SELECT at FROM run_progress WHERE run_id = r.id))
 WHERE r.finished_at IS NOT NULL AND (SELECT demonstration FROM business_clock WHERE id = 1);

UPDATE published_list l SET publication_recorded_at = s.at
  FROM said s WHERE s.action = 'list.publish' AND s.subject_id = l.id::text AND l.published_at IS NOT NULL;

UPDATE published_list l SET end_recorded_at = s.at
  FROM said s WHERE s.action = 'list.withdraw' AND s.subject_id = l.id::text AND l.ended_at IS NOT NULL;

-- What a later full list replaced ended with its publication.
UPDATE published_list l
   SET end_recorded_at = coalesce((
         SELECT n.publication_recorded_at FROM published_list n
          WHERE n.programme_code = l.programme_code AND n.profession_code = l.profession_code AND n.kind = 'FULL'
            AND n.published_at IS NOT NULL AND n.number > l.number ORDER BY n.number LIMIT 1), l.end_recorded_at)
 WHERE l.ended_reason = 'replaced-by-list' AND (SELECT demonstration FROM business_clock WHERE id = 1);

UPDATE source_file f SET created_at = s.at
  FROM said s WHERE s.action = 'register.receive' AND s.subject_id = f.id::text;

UPDATE source_file f SET import_recorded_at = s.at
  FROM said s WHERE s.action = 'register.import' AND s.subject_id = f.id::text AND f.imported_at IS NOT NULL;

UPDATE list_removal r
   SET recorded_at = CASE WHEN l.ended_reason <> 'replaced-by-list' AND r.removed_at >= l.ended_at THEN l.end_recorded_at
                          ELSE l.publication_recorded_at END
  FROM published_list l WHERE l.id = r.list_id AND l.publication_recorded_at IS NOT NULL;

ALTER TABLE run ENABLE TRIGGER USER;
ALTER TABLE published_list ENABLE TRIGGER USER;
ALTER TABLE source_file ENABLE TRIGGER USER;
