-- The open figures add up the counts of the lists in force, so a count is as final as the entries it counts: none is added
-- to a published list. The lock keeps a list from being published between this look and the commit.
CREATE FUNCTION guard_list_counts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM published_list WHERE id IN (SELECT list_id FROM added) FOR SHARE;
  IF EXISTS (SELECT FROM published_list l WHERE l.published_at IS NOT NULL AND l.id IN (SELECT list_id FROM added)) THEN
    RAISE EXCEPTION 'constraint "list_count_only_before_publication": a published list is counted already'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'list_count_only_before_publication';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER published_list_count_guard AFTER INSERT ON published_list_count
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION guard_list_counts();

-- Once a list, when nothing can be added any more. A plan is kept for the session, and one made for a few entries would
-- read all of many.
CREATE FUNCTION guard_list_publication() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
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
$$;
CREATE TRIGGER published_list_counts_its_entries AFTER UPDATE ON published_list FOR EACH ROW
  WHEN (OLD.published_at IS NULL AND NEW.published_at IS NOT NULL) EXECUTE FUNCTION guard_list_publication();

-- What becomes of a removal is decided once, whoever decides it.
CREATE FUNCTION guard_settled_removal() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'constraint "list_removal_settled_once": the removal of provider % is settled', OLD.provider_id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'list_removal_settled_once';
END
$$;
CREATE TRIGGER list_removal_settled_once BEFORE UPDATE OF state, decided_at, decided_by_id, reason ON list_removal FOR EACH ROW
  WHEN (OLD.state <> 'PENDING') EXECUTE FUNCTION guard_settled_removal();
