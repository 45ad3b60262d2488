-- Which of these ids of files no row speaks of: their bytes were left behind by a transaction that was undone. It stands
-- here because the papers of a group's sitting keep their bytes as attachments do, and `documents` knows of no group.
CREATE OR REPLACE FUNCTION openccr.files_without_a_row(the_files uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the nightly job removes files left behind';
  END IF;
  RETURN QUERY SELECT one FROM unnest(the_files) one
    WHERE NOT EXISTS (SELECT FROM public.documents_storedfile f WHERE f.id = one)
      AND NOT EXISTS (SELECT FROM public.documents_attachment a WHERE a.id = one AND a.removed_at IS NULL)
      AND NOT EXISTS (SELECT FROM public.governance_sittingpaper p WHERE p.id = one AND p.removed_at IS NULL);
END $$;
