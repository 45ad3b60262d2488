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

-- Which of these ids no row speaks of: their bytes were left behind by a transaction that was undone.
CREATE OR REPLACE FUNCTION openccr.files_without_a_row(the_files uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the nightly job removes files left behind';
  END IF;
  RETURN QUERY SELECT one FROM unnest(the_files) one
    WHERE NOT EXISTS (SELECT FROM public.documents_storedfile f WHERE f.id = one)
      AND NOT EXISTS (SELECT FROM public.documents_attachment a WHERE a.id = one AND a.removed_at IS NULL)
      -- A paper of a group's sitting, which stands above documents and keeps its bytes as an attachment does.
      AND NOT EXISTS (SELECT FROM public.governance_sittingpaper p WHERE p.id = one AND p.removed_at IS NULL);
END $$;
