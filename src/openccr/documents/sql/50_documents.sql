-- Removes the rows of files and papers past their time, whosever they are, and answers the files' ids so that the
-- bytes go too.
CREATE OR REPLACE FUNCTION openccr.remove_expired_files(the_time timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the nightly job removes expired files';
  END IF;
  DELETE FROM public.documents_madepaper WHERE delete_after <= the_time;
  RETURN QUERY DELETE FROM public.documents_storedfile WHERE delete_after <= the_time RETURNING id;
END $$;

-- What somebody took out of cases is kept for them a while, and which cases stand in it is in no row. Once they are kept
-- out of one, none of it is theirs any longer: what they still see is taken out again in a moment. The bytes go with
-- those that no row speaks of. A paper is looked at again when it is fetched, and what was sent in is the sender's own.
CREATE OR REPLACE FUNCTION openccr.take_back_what_was_taken_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.documents_storedfile s USING public.partnership_appointment p
    WHERE p.id = s.kept_by AND s.purpose IN ('chronology', 'research form', 'area export')
      AND p.user_id IN (
        SELECT NEW.user_id
        UNION ALL
        SELECT a.user_id FROM public.partnership_appointment a
        WHERE a.agency_id = NEW.agency_id AND NEW.user_id IS NULL AND lower(NEW.unit) IN ('', lower(a.unit)));
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER take_back_what_was_taken_out AFTER INSERT ON public.casefiles_exclusion
  FOR EACH ROW EXECUTE FUNCTION openccr.take_back_what_was_taken_out();
