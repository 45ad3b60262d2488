-- The area's data protection officer sees no case. What rules 3 and 16 of the security paper give them a part in is told
-- here, without the case: its reference, who, when, and the words that somebody gave as their reason.

-- Whether the partnership has a data protection officer who could decide today.
CREATE OR REPLACE FUNCTION openccr.has_officer() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM public.partnership_appointment p
    WHERE p.partnership_id = openccr.actor_partnership() AND p.role = 'protection_officer' AND p.user_id IS NOT NULL
      AND p.ended_on IS NULL AND p.suspended_on IS NULL AND p.from_on <= current_date AND p.until_on >= current_date)
$$;

-- Whether the actor is that officer, for a file of their partnership from which they are not kept out.
CREATE OR REPLACE FUNCTION openccr.officer_of(the_file uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT openccr.actor_role() = 'protection_officer' AND openccr.actor_appointment() IS NOT NULL
    AND openccr.actor_user() IS NOT NULL AND NOT (the_file = ANY (openccr.excluded_files()))
    AND EXISTS (SELECT FROM public.casefiles_casefile f
                WHERE f.id = the_file AND f.partnership_id = openccr.actor_partnership())
$$;
COMMENT ON FUNCTION openccr.officer_of(uuid) IS 'inner';

-- Proposals to let somebody back in; emergency accesses of a year; openings that were very many, or that the case's lead
-- has not looked into for a week.
CREATE OR REPLACE FUNCTION openccr.officer_sees() RETURNS TABLE (
  kind text, id uuid, reference text, who text, at timestamptz, words text, state text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'lift', e.id, f.reference::text, coalesce(p.name, a.name || CASE WHEN e.unit = '' THEN '' ELSE ', ' || e.unit END),
         e.lift_at, 'Kept out: ' || rtrim(e.reason, '. ') || '. Proposed by ' || coalesce(by.name, 'somebody who has left') || ': '
         || e.lift_reason, 'waits'
  FROM public.casefiles_exclusion e JOIN public.casefiles_casefile f ON f.id = e.file_id
  LEFT JOIN LATERAL (SELECT n.name FROM public.partnership_appointment n
                     WHERE n.user_id = e.user_id AND n.partnership_id = f.partnership_id LIMIT 1) p ON true
  LEFT JOIN public.partnership_agency a ON a.id = e.agency_id
  LEFT JOIN public.partnership_appointment by ON by.id = e.lift_by
  WHERE e.until_at IS NULL AND e.lift_user IS NOT NULL AND openccr.officer_of(e.file_id)
  UNION ALL
  SELECT 'emergency', m.id, f.reference, m.name, m.at,
         rtrim(m.reason, '. ') || '.' || coalesce(' ' || nullif(m.reviewed_by, '') || ' found: ' || m.verdict_words, ''),
         coalesce(nullif(m.verdict, ''), 'waits')
  FROM public.casefiles_emergencyaccess m JOIN public.casefiles_casefile f ON f.id = m.file_id
  WHERE m.at > now() - interval '1 year' AND openccr.officer_of(m.file_id)
  UNION ALL
  SELECT 'alert', c.id, f.reference, c.name, c.at, c.kind, CASE WHEN c.seen_at IS NULL THEN 'waits' ELSE 'seen' END
  FROM public.casefiles_casealert c JOIN public.casefiles_casefile f ON f.id = c.file_id
  WHERE c.at > now() - interval '1 year' AND openccr.officer_of(c.file_id)
    AND (c.kind = 'many' OR (c.seen_at IS NULL AND c.at < now() - CASE c.kind WHEN 'common_name' THEN interval '14 days'
                                                                ELSE interval '7 days' END))
  ORDER BY 5 DESC LIMIT 200
$$;

-- Who searched for people, why and how many were found; for the data protection officer alone, newest first. What was
-- searched for stays sealed; `sealed_search` hands one out, still sealed. Nobody reads their own.
CREATE OR REPLACE FUNCTION openccr.searches_of_area(the_first integer, the_many integer) RETURNS TABLE (
  id uuid, who text, at timestamptz, purpose text, found integer, total bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, coalesce(p.name, 'Somebody who has left'), s.at, s.purpose::text, s.found, count(*) OVER ()
  FROM public.casefiles_searched s
  LEFT JOIN LATERAL (SELECT n.name || ', ' || a.name AS name FROM public.partnership_appointment n
                     JOIN public.partnership_agency a ON a.id = n.agency_id
                     WHERE n.user_id = s.user_id AND n.partnership_id = s.partnership_id
                     ORDER BY n.ended_on DESC NULLS FIRST LIMIT 1) p ON true
  WHERE s.partnership_id = openccr.actor_partnership() AND openccr.actor_role() = 'protection_officer'
    AND s.user_id <> openccr.actor_user()
  ORDER BY s.at DESC, s.id OFFSET the_first LIMIT the_many
$$;

CREATE OR REPLACE FUNCTION openccr.sealed_search(the_search uuid) RETURNS TABLE (
  id uuid, who text, at timestamptz, purpose text, found integer, sealed bytea
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, coalesce(p.name, 'Somebody who has left'), s.at, s.purpose::text, s.found, s.sealed
  FROM public.casefiles_searched s
  LEFT JOIN LATERAL (SELECT n.name FROM public.partnership_appointment n
                     WHERE n.user_id = s.user_id AND n.partnership_id = s.partnership_id LIMIT 1) p ON true
  WHERE s.id = the_search AND s.partnership_id = openccr.actor_partnership()
    AND openccr.actor_role() = 'protection_officer' AND s.user_id <> openccr.actor_user()
$$;
