-- A refuge's place must not stand where everybody reads. A confidential service therefore has no place at all: neither can
-- one be added to it, nor can a service that has one become confidential while it stands there.
CREATE OR REPLACE FUNCTION openccr.no_place_of_a_confidential_service() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'directory_site' THEN
    IF EXISTS (SELECT FROM public.directory_service s WHERE s.id = NEW.service_id AND s.confidential) THEN
      RAISE check_violation USING MESSAGE = 'a confidential service has no place in the directory';
    END IF;
  ELSIF NEW.confidential AND EXISTS (SELECT FROM public.directory_site p WHERE p.service_id = NEW.id) THEN
    RAISE check_violation USING MESSAGE = 'a confidential service has no place in the directory';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER no_place_of_a_confidential_service BEFORE INSERT OR UPDATE ON public.directory_site
  FOR EACH ROW EXECUTE FUNCTION openccr.no_place_of_a_confidential_service();
CREATE OR REPLACE TRIGGER no_place_of_a_confidential_service BEFORE UPDATE OF confidential ON public.directory_service
  FOR EACH ROW EXECUTE FUNCTION openccr.no_place_of_a_confidential_service();
