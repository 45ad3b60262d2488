-- An agency proposes a service of its own; that it may be shown to others is the coordinator's word, whatever the code does.
CREATE OR REPLACE FUNCTION openccr.only_the_coordinator_takes_a_proposal() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.proposed_on IS NOT NULL AND NEW.proposed_on IS NULL AND openccr.actor_role() IS NOT NULL
     AND openccr.actor_whole_area() IS NULL THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the coordinator takes a proposed service into the directory';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER only_the_coordinator_takes_a_proposal BEFORE UPDATE OF proposed_on ON public.directory_service
  FOR EACH ROW EXECUTE FUNCTION openccr.only_the_coordinator_takes_a_proposal();
