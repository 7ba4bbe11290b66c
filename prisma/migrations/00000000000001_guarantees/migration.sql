-- What must never happen, said to the database itself. Each constraint and trigger has a test that breaks it.
-- Messages of triggers name their constraint as those of CHECKs do: Prisma's errors carry the message alone.

-- ── The application role ────────────────────────────────────────────────────────────────────────────────────────────
-- Owns nothing. On a managed server the operator creates it beforehand; here only as a fallback.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_app') THEN
    CREATE ROLE portal_app NOLOGIN;
  END IF;
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO portal_app;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- ── Business time ───────────────────────────────────────────────────────────────────────────────────────────────────
INSERT INTO business_clock (id) VALUES (1);
ALTER TABLE business_clock
  ADD CONSTRAINT business_clock_one_row CHECK (id = 1),
  ADD CONSTRAINT business_clock_moves_only_in_demonstration CHECK (demonstration OR offset_ms = 0);

CREATE FUNCTION business_now() RETURNS timestamptz
LANGUAGE sql VOLATILE AS $$
  SELECT clock_timestamp() + offset_ms * interval '1 millisecond' FROM business_clock WHERE id = 1
$$;
COMMENT ON FUNCTION business_now() IS 'Business time: machine time plus the one row''s offset. The same row as lib/shared/clock.ts.';

-- Runs with the owner''s rights, because the application role may not write the row itself.
CREATE FUNCTION step_business_clock(target timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE business_clock
     SET offset_ms = (extract(epoch FROM target - clock_timestamp()) * 1000)::bigint
   WHERE id = 1 AND demonstration;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'constraint "business_clock_moves_only_in_demonstration": the clock of business moves only in a demonstration'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'business_clock_moves_only_in_demonstration';
  END IF;
END
$$;

ALTER TABLE rate_limit SET UNLOGGED;

-- ── What is never changed ───────────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'constraint "%_is_final": a row is never changed or removed', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_is_final';
END
$$;

CREATE TRIGGER stock_movement_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER list_entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON list_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_set FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entitlement_debit_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON entitlement_debit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON handover FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER claim_event_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kit_line_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON kit_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ── Programmes ──────────────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE programme
  ADD CONSTRAINT programme_claim_days_in_order CHECK (claims_last_on >= claims_from_on),
  ADD CONSTRAINT programme_delivery_days_in_order CHECK (delivery_last_on >= delivery_from_on);
ALTER TABLE kit_line ADD CONSTRAINT kit_line_quantity_positive CHECK (quantity > 0);
ALTER TABLE delivery_schedule ADD CONSTRAINT delivery_schedule_days_in_order CHECK (last_on >= from_on);

-- ── Registers and organisations ─────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE provider
  ADD CONSTRAINT provider_email_lower_case CHECK (email = lower(email)),
  ADD CONSTRAINT provider_national_number_hashed CHECK (octet_length(national_number_hash) = 32);
ALTER TABLE practice_activity
  ADD CONSTRAINT practice_activity_share_bounds CHECK (ambulatory_share BETWEEN 0 AND 1),
  ADD CONSTRAINT practice_activity_days_in_order CHECK (valid_until > valid_from);
ALTER TABLE membership ADD CONSTRAINT membership_days_in_order CHECK (valid_until > valid_from);

-- ── Decisions and lists ─────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE decision
  ADD CONSTRAINT decision_keeps_facts CHECK (jsonb_typeof(facts) = 'object'),
  ADD CONSTRAINT decision_keeps_reasons CHECK (jsonb_typeof(reasons) = 'array' AND jsonb_array_length(reasons) > 0),
  ADD CONSTRAINT decision_undetermined_says_what_is_missing CHECK (outcome <> 'UNDETERMINED' OR cardinality(missing) > 0);
ALTER TABLE published_list
  ADD CONSTRAINT published_list_number_positive CHECK (number > 0),
  ADD CONSTRAINT published_list_end_has_reason CHECK ((ended_at IS NULL) = (ended_reason IS NULL)),
  ADD CONSTRAINT published_list_ends_after_publication CHECK (ended_at IS NULL OR published_at IS NOT NULL);

-- A published list is frozen: it may end, once, and nothing else.
CREATE FUNCTION guard_published_list() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'constraint "published_list_is_frozen": a list is never deleted' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_list_is_frozen';
  END IF;
  IF OLD.published_at IS NOT NULL AND (
       ROW(NEW.id, NEW.programme_code, NEW.profession_code, NEW.number, NEW.kind, NEW.as_of, NEW.published_at, NEW.published_by_id, NEW.claim_id, NEW.entry_count)
         IS DISTINCT FROM
       ROW(OLD.id, OLD.programme_code, OLD.profession_code, OLD.number, OLD.kind, OLD.as_of, OLD.published_at, OLD.published_by_id, OLD.claim_id, OLD.entry_count)
     OR OLD.ended_at IS NOT NULL) THEN
    RAISE EXCEPTION 'constraint "published_list_is_frozen": list % is published and no longer changes', OLD.number
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_list_is_frozen';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER published_list_is_frozen BEFORE UPDATE OR DELETE ON published_list FOR EACH ROW EXECUTE FUNCTION guard_published_list();

-- After the CHECKs, so that each says its own.
CREATE FUNCTION guard_new_list() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'constraint "published_list_starts_unpublished": list % is filled before it is published', NEW.number
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_list_starts_unpublished';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER published_list_starts_unpublished AFTER INSERT ON published_list FOR EACH ROW EXECUTE FUNCTION guard_new_list();

-- Whole statements, since lists of a country are loaded by the hundred thousand. The lock keeps a list from being
-- published between this look and the commit.
CREATE FUNCTION guard_list_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM published_list WHERE id IN (SELECT list_id FROM added) FOR SHARE;
  IF EXISTS (SELECT FROM published_list l WHERE l.published_at IS NOT NULL AND l.id IN (SELECT list_id FROM added)) THEN
    RAISE EXCEPTION 'constraint "list_entry_only_before_publication": nothing is added to a published list'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'list_entry_only_before_publication';
  END IF;
  IF EXISTS (
    SELECT FROM added a
      JOIN published_list l ON l.id = a.list_id
      JOIN decision d ON d.id = a.decision_id
     WHERE d.outcome <> 'ELIGIBLE' OR d.provider_id <> a.provider_id OR d.programme_code <> l.programme_code
  ) THEN
    RAISE EXCEPTION 'constraint "list_entry_rests_on_decision": a list entry needs a decision that this provider is eligible under this programme'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'list_entry_rests_on_decision';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER list_entry_guard AFTER INSERT ON list_entry
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION guard_list_entries();

-- ── Entitlements ────────────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE entitlement
  ADD CONSTRAINT entitlement_period_form CHECK (period = 'once' OR period ~ '^\d{4}-W\d{2}$'),
  ADD CONSTRAINT entitlement_organisation_fits_channel CHECK (
    CASE channel WHEN 'PROVINCE_PICKUP' THEN organisation_id IS NULL
                 WHEN 'PHARMACY' THEN true
                 ELSE organisation_id IS NOT NULL END);

-- What somebody was given does not grow afterwards: a new composition is a new kit.
CREATE FUNCTION guard_kit_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM entitlement WHERE kit_id = NEW.kit_id) THEN
    RAISE EXCEPTION 'constraint "kit_line_only_before_use": kit % was given already', NEW.kit_id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'kit_line_only_before_use';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER kit_line_only_before_use AFTER INSERT ON kit_line FOR EACH ROW EXECUTE FUNCTION guard_kit_line();

-- Served is final: what was handed over can't be withdrawn, declined or given again.
CREATE FUNCTION guard_entitlement_status() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'SERVED' AND NEW.status <> 'SERVED' THEN
    RAISE EXCEPTION 'constraint "entitlement_served_is_final": entitlement % was served', OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'entitlement_served_is_final';
  END IF;
  IF NEW.status = 'SERVED' AND OLD.status <> 'SERVED' AND NOT EXISTS (SELECT FROM entitlement_debit WHERE entitlement_id = NEW.id) THEN
    RAISE EXCEPTION 'constraint "entitlement_served_by_debit": entitlement % is served by a debit only', OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'entitlement_served_by_debit';
  END IF;
  IF NEW.status IN ('DECLINED', 'WITHDRAWN', 'GIVEN') AND OLD.status = 'BOOKED'
     AND EXISTS (SELECT FROM booking WHERE entitlement_id = NEW.id AND cancelled_at IS NULL) THEN
    RAISE EXCEPTION 'constraint "entitlement_status_follows_booking": entitlement % has a live booking', OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'entitlement_status_follows_booking';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER entitlement_status_guard BEFORE UPDATE OF status ON entitlement FOR EACH ROW EXECUTE FUNCTION guard_entitlement_status();

-- An entitlement is debited once, whoever serves it (the primary key), and only while it is open.
CREATE FUNCTION serve_entitlement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE entitlement SET status = 'SERVED', updated_at = clock_timestamp()
   WHERE id = NEW.entitlement_id AND status IN ('GIVEN', 'BOOKED') AND channel = NEW.channel;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'constraint "entitlement_debit_open": entitlement % is not open to channel %', NEW.entitlement_id, NEW.channel
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entitlement_debit_open';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER entitlement_debit_serves AFTER INSERT ON entitlement_debit FOR EACH ROW EXECUTE FUNCTION serve_entitlement();

-- Counts: each statement appends its net change; fold_entitlement_counts() adds rows up. No count is a hot row.
CREATE FUNCTION count_entitlements_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO entitlement_count (programme_code, province_code, profession_code, channel, status, quantity)
  SELECT programme_code, province_code, profession_code, channel, status, count(*)
    FROM added GROUP BY 1, 2, 3, 4, 5;
  RETURN NULL;
END
$$;
CREATE FUNCTION count_entitlements_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO entitlement_count (programme_code, province_code, profession_code, channel, status, quantity)
  SELECT programme_code, province_code, profession_code, channel, status, sum(n)
    FROM (SELECT programme_code, province_code, profession_code, channel, status, 1 AS n FROM after_change
          UNION ALL
          SELECT programme_code, province_code, profession_code, channel, status, -1 FROM before_change) c
   GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0;
  RETURN NULL;
END
$$;
CREATE TRIGGER entitlement_counts_added AFTER INSERT ON entitlement
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_entitlements_added();
CREATE TRIGGER entitlement_counts_changed AFTER UPDATE ON entitlement
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION count_entitlements_changed();

CREATE FUNCTION fold_entitlement_counts() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM entitlement_count
     WHERE id IN (SELECT id FROM entitlement_count ORDER BY id FOR UPDATE SKIP LOCKED)
    RETURNING programme_code, province_code, profession_code, channel, status, quantity
  )
  INSERT INTO entitlement_count (programme_code, province_code, profession_code, channel, status, quantity)
  SELECT programme_code, province_code, profession_code, channel, status, sum(quantity)
    FROM gone GROUP BY 1, 2, 3, 4, 5 HAVING sum(quantity) <> 0
$$;

-- ── Stock ───────────────────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE depot ADD CONSTRAINT depot_province_fits_kind CHECK ((kind IN ('PROVINCIAL', 'LOCAL')) = (province_code IS NOT NULL));
CREATE UNIQUE INDEX depot_one_of_its_kind ON depot (kind) WHERE kind IN ('CENTRAL', 'SUPPLIER', 'RECIPIENT', 'ADJUSTMENT');
CREATE UNIQUE INDEX depot_one_provincial ON depot (province_code) WHERE kind = 'PROVINCIAL';
ALTER TABLE stock_movement
  ADD CONSTRAINT stock_movement_quantity_positive CHECK (quantity > 0),
  ADD CONSTRAINT stock_movement_goes_elsewhere CHECK (from_depot_id <> to_depot_id),
  ADD CONSTRAINT stock_movement_handover_named CHECK ((kind = 'HANDOVER') = (handover_id IS NOT NULL)),
  ADD CONSTRAINT stock_movement_adjustment_has_reason CHECK (kind <> 'ADJUSTMENT' OR length(btrim(coalesce(reason, ''))) > 0);
ALTER TABLE stock_balance ADD CONSTRAINT stock_balance_not_negative CHECK (quantity >= 0);

-- Balances follow the ledger. The smaller depot id first, so that two transfers in opposite directions can't deadlock.
CREATE FUNCTION apply_stock_movement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  side record;
BEGIN
  FOR side IN
    SELECT d.id, d.kind, s.delta
      FROM (VALUES (NEW.from_depot_id, -NEW.quantity), (NEW.to_depot_id, NEW.quantity)) AS s (depot_id, delta)
      JOIN depot d ON d.id = s.depot_id
     ORDER BY d.id
  LOOP
    IF side.delta < 0 AND side.kind = 'RECIPIENT' OR side.delta > 0 AND side.kind = 'SUPPLIER' THEN
      RAISE EXCEPTION 'constraint "stock_movement_direction": stock neither comes from recipients nor goes to suppliers'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movement_direction';
    END IF;
    CONTINUE WHEN side.kind IN ('SUPPLIER', 'RECIPIENT', 'ADJUSTMENT');
    IF side.delta < 0 THEN
      UPDATE stock_balance SET quantity = quantity + side.delta WHERE depot_id = side.id AND lot_id = NEW.lot_id;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'constraint "stock_balance_not_negative": nothing of this lot lies in this depot'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_balance_not_negative';
      END IF;
    ELSE
      INSERT INTO stock_balance (depot_id, lot_id, quantity) VALUES (side.id, NEW.lot_id, side.delta)
      ON CONFLICT (depot_id, lot_id) DO UPDATE SET quantity = stock_balance.quantity + excluded.quantity;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER stock_movement_applies AFTER INSERT ON stock_movement FOR EACH ROW EXECUTE FUNCTION apply_stock_movement();

-- ── Pickup ──────────────────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE slot
  ADD CONSTRAINT slot_times_in_order CHECK (ends_at > starts_at),
  ADD CONSTRAINT slot_capacity_positive CHECK (capacity > 0),
  ADD CONSTRAINT slot_not_overbooked CHECK (booked BETWEEN 0 AND capacity),
  ADD CONSTRAINT slot_closed_only_when_empty CHECK (closed_at IS NULL OR booked = 0);
CREATE INDEX slot_open_idx ON slot (pickup_point_id, starts_at) WHERE closed_at IS NULL AND booked < capacity;
CREATE UNIQUE INDEX booking_one_live_per_entitlement ON booking (entitlement_id) WHERE cancelled_at IS NULL;
ALTER TABLE booking ADD CONSTRAINT booking_check_in_is_live CHECK (checked_in_at IS NULL OR cancelled_at IS NULL);

-- A live booking takes a place of its slot and its entitlement, a cancelled one gives both back: slot first, then
-- entitlement, in every transaction.
CREATE FUNCTION apply_booking() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.cancelled_at IS NULL THEN
    UPDATE slot SET booked = booked + 1 WHERE id = NEW.slot_id;
    UPDATE entitlement e SET status = 'BOOKED', updated_at = clock_timestamp()
      FROM slot s JOIN pickup_point p ON p.id = s.pickup_point_id
     WHERE e.id = NEW.entitlement_id AND e.status = 'GIVEN' AND e.channel = 'PROVINCE_PICKUP'
       AND s.id = NEW.slot_id AND p.province_code = e.province_code;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'constraint "booking_entitlement_open": entitlement % can''t be booked in slot %', NEW.entitlement_id, NEW.slot_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_entitlement_open';
    END IF;
  ELSIF TG_OP = 'UPDATE' AND OLD.cancelled_at IS NULL AND NEW.cancelled_at IS NOT NULL THEN
    UPDATE slot SET booked = booked - 1 WHERE id = NEW.slot_id;
    UPDATE entitlement SET status = 'GIVEN', updated_at = clock_timestamp() WHERE id = NEW.entitlement_id AND status = 'BOOKED';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'constraint "booking_cancelled_only_before_handover": what was handed over can''t be cancelled'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_cancelled_only_before_handover';
    END IF;
  ELSIF TG_OP = 'UPDATE' AND OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS DISTINCT FROM OLD.cancelled_at THEN
    RAISE EXCEPTION 'constraint "booking_cancelled_is_final": a cancelled booking stays cancelled' USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_cancelled_is_final';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER booking_applies AFTER INSERT OR UPDATE OF cancelled_at ON booking FOR EACH ROW EXECUTE FUNCTION apply_booking();

-- At commit, a handover has moved exactly its kit out of stock.
CREATE FUNCTION check_handover_moves_kit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT k.item_code, k.quantity FROM entitlement e JOIN kit_line k ON k.kit_id = e.kit_id WHERE e.id = NEW.entitlement_id) due
      FULL JOIN (SELECT v.item_code, sum(m.quantity) AS quantity
                   FROM stock_movement m JOIN lot l ON l.id = m.lot_id JOIN item_variant v ON v.code = l.variant_code
                  WHERE m.handover_id = NEW.id GROUP BY v.item_code) moved USING (item_code)
     WHERE due.quantity IS DISTINCT FROM moved.quantity
  ) THEN
    RAISE EXCEPTION 'constraint "handover_debits_its_kit": handover % did not debit its kit', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_debits_its_kit';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER handover_debits_its_kit AFTER INSERT ON handover DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_handover_moves_kit();

-- ── Claims ──────────────────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE claim
  ADD CONSTRAINT claim_confirmed_before_review CHECK (status IN ('UNCONFIRMED', 'WITHDRAWN') OR confirmed_at IS NOT NULL),
  ADD CONSTRAINT claim_entered_by_staff_or_person CHECK (
    (received_by = 'WEB') = (entered_by_id IS NULL)
    AND (received_by = 'WEB' OR length(btrim(coalesce(entered_reason, ''))) > 0)),
  ADD CONSTRAINT claim_reachable CHECK (received_by <> 'WEB' OR email IS NOT NULL),
  ADD CONSTRAINT claim_email_lower_case CHECK (email = lower(email)),
  ADD CONSTRAINT claim_decision_complete CHECK (
    CASE status WHEN 'ACCEPTED' THEN decided_by_id IS NOT NULL AND decided_at IS NOT NULL AND decision_id IS NOT NULL AND provider_id IS NOT NULL
                WHEN 'REFUSED' THEN decided_by_id IS NOT NULL AND decided_at IS NOT NULL AND length(btrim(coalesce(refusal_reason, ''))) > 0
                WHEN 'APPEALED' THEN appealed_at IS NOT NULL AND decided_by_id IS NOT NULL
                ELSE true END),
  ADD CONSTRAINT claim_appeal_by_another_reviewer CHECK (appeal_decided_by_id IS NULL OR appeal_decided_by_id <> decided_by_id);
CREATE UNIQUE INDEX claim_one_live_confirmed_by_number ON claim (programme_code, identifier_scheme, identifier_value)
  WHERE status IN ('OPEN', 'QUESTION', 'APPEALED');
CREATE UNIQUE INDEX claim_one_live_confirmed_by_provider ON claim (programme_code, provider_id)
  WHERE status IN ('OPEN', 'QUESTION', 'APPEALED') AND provider_id IS NOT NULL;

-- The cutoff looks at when a claim was received, not at when it is written. What comes over the web can't be dated back:
-- fifteen minutes leave room for a slow upload that began in time.
CREATE FUNCTION guard_claim_receipt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rule programme%ROWTYPE;
  at timestamptz := business_now();
BEGIN
  SELECT * INTO rule FROM programme WHERE code = NEW.programme_code FOR SHARE;
  IF rule.claims_last_on IS NOT NULL AND NEW.received_at >= (rule.claims_last_on + 1)::timestamp AT TIME ZONE rule.time_zone THEN
    RAISE EXCEPTION 'constraint "claim_received_by_cutoff": received after the last day of %', NEW.programme_code USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_received_by_cutoff';
  END IF;
  IF rule.status <> 'OPEN' OR rule.claims_from_on IS NULL OR NEW.received_at < rule.claims_from_on::timestamp AT TIME ZONE rule.time_zone THEN
    RAISE EXCEPTION 'constraint "claim_programme_open": programme % does not receive claims then', NEW.programme_code USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_programme_open';
  END IF;
  IF NEW.received_at > at + interval '2 seconds' THEN
    RAISE EXCEPTION 'constraint "claim_receipt_not_in_future": received in the future' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_receipt_not_in_future';
  END IF;
  IF NEW.received_by = 'WEB' AND NEW.received_at < at - interval '15 minutes' THEN
    RAISE EXCEPTION 'constraint "claim_web_receipt_is_now": a claim over the web is not dated back' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_web_receipt_is_now';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER claim_receipt_guard BEFORE INSERT OR UPDATE OF received_at, received_by, programme_code ON claim
  FOR EACH ROW EXECUTE FUNCTION guard_claim_receipt();

ALTER TABLE claim_attachment
  ADD CONSTRAINT claim_attachment_three_at_most CHECK (position BETWEEN 1 AND 3),
  ADD CONSTRAINT claim_attachment_has_one_home CHECK ((claim_id IS NULL) <> (draft_id IS NULL)),
  ADD CONSTRAINT claim_attachment_media_type CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  ADD CONSTRAINT claim_attachment_size CHECK (byte_size = octet_length(content) AND byte_size BETWEEN 1 AND 5242880);

-- ── Roles, messages, audit ──────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE app_user ADD CONSTRAINT app_user_email_lower_case CHECK (email = lower(email));
ALTER TABLE role_assignment
  ADD CONSTRAINT role_assignment_scope CHECK (
    CASE role WHEN 'TASKFORCE_ADMIN' THEN province_code IS NULL AND organisation_id IS NULL
              WHEN 'PROVINCE_STAFF' THEN province_code IS NOT NULL AND organisation_id IS NULL
              WHEN 'ORGANISATION_STAFF' THEN province_code IS NULL AND organisation_id IS NOT NULL END);
CREATE UNIQUE INDEX role_assignment_once ON role_assignment (user_id, role, coalesce(province_code, ''), coalesce(organisation_id::text, ''));
CREATE INDEX outbox_due_idx ON outbox (next_attempt_at) WHERE sent_at IS NULL AND failed_at IS NULL;
ALTER TABLE audit_entry
  ADD CONSTRAINT audit_entry_action_form CHECK (action ~ '^[a-z-]+\.[a-z-]+$'),
  ADD CONSTRAINT audit_entry_actor_kind CHECK (
    (actor_kind = 'user' AND user_id IS NOT NULL) OR (actor_kind IN ('person', 'provider', 'system')));

-- ── Rights ──────────────────────────────────────────────────────────────────────────────────────────────────────────
GRANT SELECT ON ALL TABLES IN SCHEMA public TO portal_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO portal_app;

GRANT INSERT, UPDATE, DELETE ON rate_limit TO portal_app;
GRANT INSERT, UPDATE ON provider, provider_identifier, practice, practice_activity, membership, organisation TO portal_app;
GRANT UPDATE (status, claims_from_on, claims_last_on, delivery_from_on, delivery_last_on, rule_set_code, rule_set_version) ON programme TO portal_app;
GRANT INSERT ON rule_set, kit, kit_line, decision, list_entry TO portal_app;
GRANT INSERT, UPDATE ON delivery_schedule TO portal_app;
GRANT INSERT ON published_list TO portal_app;
GRANT UPDATE (published_at, entry_count, ended_at, ended_reason) ON published_list TO portal_app;
GRANT INSERT ON entitlement, entitlement_debit TO portal_app;
GRANT UPDATE (status, province_code, channel, organisation_id, updated_at) ON entitlement TO portal_app;
GRANT INSERT ON lot, depot, stock_movement TO portal_app;
GRANT UPDATE (name) ON depot TO portal_app;
GRANT INSERT, UPDATE ON pickup_point TO portal_app;
GRANT INSERT ON slot TO portal_app;
GRANT UPDATE (capacity, closed_at) ON slot TO portal_app;
GRANT INSERT ON booking TO portal_app;
GRANT UPDATE (cancelled_at, checked_in_at, checked_in_by_id) ON booking TO portal_app;
GRANT INSERT ON handover, handover_report TO portal_app;
GRANT INSERT, UPDATE ON invitation TO portal_app;
GRANT INSERT ON claim TO portal_app;
GRANT UPDATE (status, confirmed_at, provider_id, assignee_id, decided_by_id, decided_at, decision_id, refusal_reason, appealed_at, appeal_decided_by_id, access_token_hash) ON claim TO portal_app;
GRANT INSERT ON claim_event, audit_entry TO portal_app;
GRANT INSERT, UPDATE (claim_id, draft_id, position), DELETE ON claim_attachment TO portal_app;
GRANT INSERT, DELETE ON claim_draft TO portal_app;
GRANT INSERT, UPDATE, DELETE ON app_user, account, session, verification_token, role_assignment TO portal_app;
GRANT INSERT, UPDATE ON outbox TO portal_app;
GRANT EXECUTE ON FUNCTION business_now(), step_business_clock(timestamptz), fold_entitlement_counts() TO portal_app;
