-- Who opens a lock, beside the policy in actions.policy: an agency changes its own actions, and must not let go what he
-- would notice before she knows and is safe. Row security compares no old row with a new one, so a trigger does.
CREATE OR REPLACE FUNCTION openccr.lock_is_opened_by_its_keepers() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  role text := openccr.actor_role();
BEGIN
  IF role IS NULL OR NEW.lock = OLD.lock OR (OLD.lock = 'none' AND NEW.lock = 'locked')
     OR (role = 'idva' AND OLD.lock IN ('locked', 'overridden') AND NEW.lock = 'confirmed')
     OR (OLD.lock = 'locked' AND NEW.lock = 'overridden'
         AND (role IN ('chair', 'coordinator', 'commands')
              OR (NEW.agency_id = openccr.actor_agency()
                  AND EXISTS (SELECT FROM public.partnership_agency a WHERE a.id = NEW.agency_id AND a.kind = 'police')))) THEN
    RETURN NEW;
  END IF;
  RAISE insufficient_privilege USING MESSAGE = 'a locked action waits for her adviser, the chair or the coordinator';
END $$;
CREATE OR REPLACE TRIGGER lock_is_opened_by_its_keepers BEFORE UPDATE OF lock ON public.actions_action
  FOR EACH ROW EXECUTE FUNCTION openccr.lock_is_opened_by_its_keepers();
