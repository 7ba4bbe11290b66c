-- The trail is searched by who acted, by day, and by what an entry is about. People read the end of an identifier and type
-- it; one index on that end finds the whole identifier, too, and stands for the one by kind and identifier.

-- DropIndex
DROP INDEX "audit_entry_subject_idx";

-- CreateIndex
CREATE INDEX "audit_entry_user_idx" ON "audit_entry"("user_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_day_idx" ON "audit_entry"("business_at", "id");

CREATE INDEX audit_entry_subject_end_idx ON audit_entry (right(subject_id, 8), id);

CREATE INDEX app_user_id_end_idx ON app_user (right(id::text, 8));
