-- How far a published recommendation has come, and which agency leads it, is what it is today: its lead and a chair move it,
-- and write nothing that anybody reads. Words that somebody typed stay as the coordinator published them, so that nobody's
-- name becomes public by itself.
CREATE OR REPLACE FUNCTION openccr.learning_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.governance_publishedrecommendation SET
    state = NEW.state,
    led_by = coalesce((SELECT a.name FROM public.partnership_agency a WHERE a.id = NEW.agency_id),
                      CASE WHEN led_by = NEW.outside THEN led_by ELSE '' END)
  WHERE recommendation_id = NEW.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER learning_follows AFTER UPDATE OF state, agency_id, outside ON public.governance_recommendation
  FOR EACH ROW EXECUTE FUNCTION openccr.learning_follows();
