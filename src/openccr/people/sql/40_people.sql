-- A part may be given to a person who has none yet, or whom the actor already sees; else whoever learnt an id could
-- draw somebody else's person into a file of their own and read her. No for a person who is not there, as for one who
-- is hidden, and for one who was emptied when she was recognised as another.
CREATE OR REPLACE FUNCTION openccr.may_join(the_person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT EXISTS (SELECT FROM public.people_part p WHERE p.person_id = the_person)
      AND EXISTS (SELECT FROM public.people_person n WHERE n.id = the_person AND n.merged_into_id IS NULL)
    OR EXISTS (
      SELECT FROM public.people_part p JOIN public.casefiles_grant g ON g.file_id = p.file_id
      WHERE p.person_id = the_person AND g.key = ANY (openccr.actor_keys())
        AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now())
        AND NOT (p.file_id = ANY (openccr.excluded_files())))
$$;

-- The people of files that the actor is shut out of: where they are is kept from the actor in every other file too.
CREATE OR REPLACE FUNCTION openccr.excluded_people() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(p.person_id), '{}') FROM public.people_part p
  WHERE p.file_id = ANY (openccr.excluded_files())
$$;

-- Whether every part of a person lies in a file that the actor sees. Never shown: it decides how two records of one
-- person are put together, so that files out of sight keep what they have. The answer would tell of such a file, so it
-- is no for everybody but those who put people together, and for whoever is shut out of any file at all.
CREATE OR REPLACE FUNCTION openccr.seen_whole(the_person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (openccr.actor_whole_area() IS NOT NULL OR openccr.actor_role() IS NOT DISTINCT FROM 'commands')
    AND cardinality(openccr.excluded_files()) = 0
    AND NOT EXISTS (
    SELECT FROM public.people_part p WHERE p.person_id = the_person
      AND NOT EXISTS (
        SELECT FROM public.casefiles_grant g
        WHERE g.file_id = p.file_id AND g.key = ANY (openccr.actor_keys())
          AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now())))
$$;
