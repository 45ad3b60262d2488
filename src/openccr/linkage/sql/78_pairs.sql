-- Whoever decides about a pair, or agrees, stands there with their own account: one person is never two.
CREATE OR REPLACE FUNCTION openccr.pair_in_own_name() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me uuid := openccr.actor_user();
BEGIN
  IF (NEW.decider_id IS NOT NULL AND NEW.decider_id IS DISTINCT FROM OLD.decider_id AND NEW.decider_id IS DISTINCT FROM me)
     OR (NEW.seconder_id IS NOT NULL AND NEW.seconder_id IS DISTINCT FROM OLD.seconder_id
         AND NEW.seconder_id IS DISTINCT FROM me) THEN
    RAISE insufficient_privilege USING MESSAGE = 'each account answers in its own name';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER pair_in_own_name BEFORE UPDATE ON public.linkage_reviewpair
  FOR EACH ROW EXECUTE FUNCTION openccr.pair_in_own_name();
