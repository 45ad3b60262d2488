-- Work that ended before a moment, whoever asked for it: the rows hold counts and words of an outcome, which nobody looks
-- for after a month. Tells nothing but how many.
CREATE OR REPLACE FUNCTION openccr.forget_work(before_time timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE insufficient_privilege USING MESSAGE = 'the nightly job forgets old work';
  END IF;
  DELETE FROM public.jobs_work WHERE ended_at < least(before_time, now() - interval '7 days');
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
