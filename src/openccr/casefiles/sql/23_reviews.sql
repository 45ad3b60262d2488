-- Draws some of the last seven days' openings of the partnership at random, one at least, for the case's lead to say
-- whether each was for work. What is drawn says nothing against anybody: work and not are drawn alike. Once a week.
CREATE OR REPLACE FUNCTION openccr.draw_openings(the_share double precision, the_time timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  drawn bigint;
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the weekly job draws';
  END IF;
  IF EXISTS (SELECT FROM public.casefiles_openingreview r JOIN public.casefiles_casefile f ON f.id = r.file_id
             WHERE f.partnership_id = openccr.actor_partnership() AND r.drawn_at > the_time - interval '6 days') THEN
    RETURN 0;
  END IF;
  INSERT INTO public.casefiles_openingreview (id, file_id, user_id, name, opened_at, drawn_at, outcome, words, reviewed_by)
    SELECT gen_random_uuid(), o.file_id, o.user_id, coalesce(who.name, 'Somebody who has left'), o.at, the_time, '', '', ''
    FROM (
      SELECT c.file_id, c.user_id, min(c.at) AS at FROM public.casefiles_caseopened c
      WHERE c.partnership_id = openccr.actor_partnership() AND c.at > the_time - interval '7 days'
      GROUP BY c.file_id, c.user_id
      ORDER BY random()) o
    LEFT JOIN LATERAL (
      SELECT p.name || ', ' || a.name AS name FROM public.partnership_appointment p
      JOIN public.partnership_agency a ON a.id = p.agency_id
      WHERE p.user_id = o.user_id AND p.partnership_id = openccr.actor_partnership()
      ORDER BY p.ended_on DESC NULLS FIRST LIMIT 1) who ON true
    LIMIT (SELECT ceil(count(DISTINCT (c.file_id, c.user_id)) * the_share)::bigint FROM public.casefiles_caseopened c
           WHERE c.partnership_id = openccr.actor_partnership() AND c.at > the_time - interval '7 days');
  GET DIAGNOSTICS drawn = ROW_COUNT;
  RETURN drawn;
END $$;
