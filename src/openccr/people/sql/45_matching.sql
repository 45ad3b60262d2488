-- Whether tokens of places and of what staff declared are of that version already: asked while their key changes, so that
-- what is looked for is made as what stands here. Every token changes in one transaction.
CREATE OR REPLACE FUNCTION openccr.tokens_are_of(the_version integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.people_whereabouts w WHERE w.match LIKE the_version || '.%')
      OR EXISTS (SELECT FROM public.people_staffmark m WHERE m.match LIKE the_version || '.%')
$$;
