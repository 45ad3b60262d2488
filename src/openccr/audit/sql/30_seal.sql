-- Each audit row is numbered and hashed when its transaction commits, not when it is written: locking the chain's head
-- at the call made everybody wait for the slowest page (measured: 20 requests a second against 398).

-- The text that is hashed: a JSON array of texts, the same that openccr.audit.chain builds in Python.
CREATE OR REPLACE FUNCTION openccr.audit_text(event public.audit_auditevent, sealed_at timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_array(
    event.id::text,
    to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    event.type, event.partnership_id::text, event.user_id::text, event.appointment_id::text, event.agency_id::text,
    event.role, event.purpose, event.file_id::text, event.subjects::text, event.fields::text,
    to_char(sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
  )::text
$$;

-- One partnership's transactions seal one after the other; the lock is held until the commit is through. The last seal is
-- looked up rather than kept in the head's row: thousands of events in one transaction would write that row as often,
-- and each write would walk past all the ones before it.
CREATE OR REPLACE FUNCTION openccr.seal_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  chain uuid := coalesce(NEW.partnership_id, '00000000-0000-0000-0000-000000000000');
  last_number bigint;
  last_hash bytea;
  this_moment timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('openccr audit ' || chain, 0));
  SELECT number, hash INTO last_number, last_hash FROM public.audit_auditseal
    WHERE partnership_id = chain ORDER BY number DESC LIMIT 1;
  this_moment := clock_timestamp();
  INSERT INTO public.audit_auditseal (partnership_id, number, event_id, sealed_at, hash)
    VALUES (chain, coalesce(last_number, 0) + 1, NEW.id, this_moment,
            sha256(coalesce(last_hash, ''::bytea) || convert_to(openccr.audit_text(NEW, this_moment), 'UTF8')));
  RETURN NULL;
END $$;

-- The head says where the chain ends, so that a tail cut off shows; written once a transaction, by its last seal.
CREATE OR REPLACE FUNCTION openccr.move_head() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.number = (SELECT max(number) FROM public.audit_auditseal WHERE partnership_id = NEW.partnership_id) THEN
    INSERT INTO public.audit_audithead (partnership_id, number, hash)
      VALUES (NEW.partnership_id, NEW.number, NEW.hash)
      ON CONFLICT (partnership_id) DO UPDATE SET number = EXCLUDED.number, hash = EXCLUDED.hash;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION openccr.audit_is_append_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE insufficient_privilege USING MESSAGE = 'the audit is append-only';
END $$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'audit_seal') THEN
    CREATE CONSTRAINT TRIGGER audit_seal AFTER INSERT ON public.audit_auditevent
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION openccr.seal_event();
  END IF;
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'audit_head') THEN
    CREATE CONSTRAINT TRIGGER audit_head AFTER INSERT ON public.audit_auditseal
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION openccr.move_head();
  END IF;
END $$;
CREATE OR REPLACE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON public.audit_auditevent
  FOR EACH ROW EXECUTE FUNCTION openccr.audit_is_append_only();
CREATE OR REPLACE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON public.audit_auditevent
  FOR EACH STATEMENT EXECUTE FUNCTION openccr.audit_is_append_only();
CREATE OR REPLACE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON public.audit_auditseal
  FOR EACH ROW EXECUTE FUNCTION openccr.audit_is_append_only();
CREATE OR REPLACE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON public.audit_auditseal
  FOR EACH STATEMENT EXECUTE FUNCTION openccr.audit_is_append_only();
