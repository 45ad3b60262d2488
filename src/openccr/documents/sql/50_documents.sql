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
