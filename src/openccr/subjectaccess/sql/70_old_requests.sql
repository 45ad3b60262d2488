-- Removes requests of the command's own partnership that were answered before that time, with all that was made for them.
-- Answers their ids and nothing else of them.
CREATE OR REPLACE FUNCTION openccr.remove_old_requests(before_time timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  old uuid[];
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the nightly job removes old requests';
  END IF;
  -- Nobody asks for less than a year: a complaint and a claim take longer.
  old := ARRAY(SELECT r.id FROM public.subjectaccess_subjectrequest r
    WHERE r.partnership_id = openccr.actor_partnership() AND r.answered_at < least(before_time, now() - interval '1 year'));
  DELETE FROM public.subjectaccess_handover WHERE request_id = ANY (old);
  DELETE FROM public.subjectaccess_approval WHERE request_id = ANY (old);
  DELETE FROM public.subjectaccess_bundle WHERE request_id = ANY (old);
  DELETE FROM public.subjectaccess_passage WHERE request_id = ANY (old);
  DELETE FROM public.subjectaccess_subjectrequest WHERE id = ANY (old);
  RETURN QUERY SELECT unnest(old);
END $$;
