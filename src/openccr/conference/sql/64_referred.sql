-- What was referred stays, beside the policy, which compares no old row with a new one: criteria are added with an answer or
-- an appeal and none goes, words that were given are not put in other words, and nothing is said to be missing afterwards.
CREATE OR REPLACE FUNCTION openccr.what_was_referred_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_role() IS NULL
     OR (NEW.criteria @> OLD.criteria AND OLD.gaps @> NEW.gaps
         AND (OLD.primary_criterion = '' OR NEW.primary_criterion = OLD.primary_criterion)
         AND (OLD.judgement_reason = '' OR NEW.judgement_reason = OLD.judgement_reason)) THEN
    RETURN NEW;
  END IF;
  RAISE insufficient_privilege USING MESSAGE = 'what was referred stays as it was';
END $$;
CREATE OR REPLACE TRIGGER what_was_referred_stays
  BEFORE UPDATE OF criteria, primary_criterion, judgement_reason, gaps ON public.conference_referral
  FOR EACH ROW EXECUTE FUNCTION openccr.what_was_referred_stays();
