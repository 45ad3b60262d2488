-- Whether a case is the actor's work now: on an agenda their agency is asked about, their referral, their agency's open
-- action, their own client, or let in by name. The agenda is known here, so that a representative who reads the sixteen
-- cases of Thursday is at work and not snooping (security paper, T2 and T4).
CREATE OR REPLACE FUNCTION openccr.is_work(the_file uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM public.conference_hearing h JOIN public.conference_meeting m ON m.id = h.meeting_id
    WHERE h.file_id = the_file AND m.on BETWEEN current_date - 14 AND current_date + 60
      AND (openccr.actor_role() IN ('coordinator', 'chair')
           OR EXISTS (SELECT FROM public.conference_research r
                      WHERE r.hearing_id = h.id AND r.agency_id = openccr.actor_agency())))
  OR EXISTS (
    SELECT FROM public.conference_referral r
    WHERE r.file_id = the_file AND (openccr.actor_role() = 'coordinator' OR r.agency_id = openccr.actor_agency())
      AND (r.received_at > now() - interval '60 days' OR r.state = 'received'))
  OR EXISTS (
    SELECT FROM public.actions_action a
    WHERE a.file_id = the_file AND a.state IN ('proposed', 'agreed', 'in_progress')
      AND (openccr.actor_role() = 'coordinator' OR a.agency_id = openccr.actor_agency()))
  OR EXISTS (
    SELECT FROM public.conference_adviser a
    WHERE a.file_id = the_file AND a.until_at IS NULL AND a.user_id = openccr.actor_user())
  OR EXISTS (
    SELECT FROM public.casefiles_grant g
    WHERE g.file_id = the_file AND g.holder_id = openccr.actor_appointment()
      AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now()))
$$;

-- Whether the actor may be near somebody of a case: the same street or postcode, by the tokens of what they declared of
-- themselves and of where people of the case are, and the same family name. Nothing is opened for it. Said once for an
-- account and a case, to the case's lead; not once somebody has looked and decided that it is no conflict. A family name
-- in more than one of `one_in` of the area's cases, and in `at_least` of them, is common: it is told of on Monday.
DROP FUNCTION IF EXISTS openccr.watch_near(uuid, text, text);
CREATE OR REPLACE FUNCTION openccr.watch_near(the_file uuid, the_name text, the_family text, one_in integer, at_least integer)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.casefiles_casealert (id, file_id, kind, user_id, name, at, seen_by)
  SELECT gen_random_uuid(), the_file, near.kind, openccr.actor_user(), the_name, now(), ''
  FROM (
    SELECT DISTINCT m.kind FROM public.people_staffmark m
    JOIN public.people_part p ON p.file_id = the_file AND p.until_on IS NULL
    JOIN public.people_whereabouts w ON w.person_id = p.person_id AND w.until_on IS NULL AND w.near ? m.match::text
    WHERE m.user_id = openccr.actor_user() AND m.partnership_id = openccr.actor_partnership()
      AND m.kind IN ('near_street', 'near_postcode')
    UNION
    SELECT CASE WHEN borne.cases >= greatest(at_least, counted.cases / one_in + 1) THEN 'common_name' ELSE 'near_name' END
    FROM (SELECT count(DISTINCT p.file_id) AS cases FROM public.people_personname n
          JOIN public.people_part p ON p.person_id = n.person_id
          JOIN public.casefiles_casefile f ON f.id = p.file_id AND f.partnership_id = openccr.actor_partnership()
          WHERE n.family_key = the_family) borne,
         (SELECT count(*) AS cases FROM public.casefiles_casefile f
          WHERE f.partnership_id = openccr.actor_partnership()) counted
    WHERE the_family <> '' AND EXISTS (
      SELECT FROM public.people_part p
      JOIN public.people_personname n ON n.person_id = p.person_id AND n.family_key = the_family
      WHERE p.file_id = the_file AND p.until_on IS NULL)) near
  WHERE openccr.actor_user() IS NOT NULL
    AND NOT EXISTS (SELECT FROM public.casefiles_casealert a
                    WHERE a.file_id = the_file AND a.user_id = openccr.actor_user()
                      AND split_part(a.kind, '_', 2) = split_part(near.kind, '_', 2))
    AND NOT EXISTS (SELECT FROM public.conference_stafflooked s
                    WHERE s.file_id = the_file AND s.user_id = openccr.actor_user())
$$;
COMMENT ON FUNCTION openccr.watch_near(uuid, text, text, integer, integer) IS 'inner';

-- Notes that the actor opens a case, once an hour, and answers whether it is their work and how many cases that were not
-- they have opened within the hour. The case's lead finds an alert for one that was not. For a case that is hidden, or
-- none, nothing is noted and the answer is that of work: the page itself then says that there is nothing.
DROP FUNCTION IF EXISTS openccr.case_opened(uuid, text, text, integer);
CREATE OR REPLACE FUNCTION openccr.case_opened(the_file uuid, the_name text, the_family text, the_limit integer,
                                               one_in integer, at_least integer)
RETURNS TABLE (in_work boolean, others bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me uuid := openccr.actor_user();
  work boolean;
BEGIN
  IF me IS NULL OR the_file = ANY (openccr.excluded_files()) OR NOT EXISTS (
       SELECT FROM public.casefiles_grant g
       WHERE g.file_id = the_file AND g.key = ANY (openccr.actor_keys())
         AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now())) THEN
    RETURN QUERY SELECT true, 0::bigint;
    RETURN;
  END IF;
  work := openccr.is_work(the_file);
  INSERT INTO public.casefiles_caseopened (id, partnership_id, user_id, file_id, hour, at, in_work)
    VALUES (gen_random_uuid(), openccr.actor_partnership(), me, the_file, date_trunc('hour', now()), now(), work)
    ON CONFLICT (user_id, file_id, hour) DO NOTHING;
  IF FOUND THEN PERFORM openccr.watch_near(the_file, the_name, the_family, one_in, at_least); END IF;
  IF work THEN
    RETURN QUERY SELECT true, 0::bigint;
    RETURN;
  END IF;
  SELECT false, count(DISTINCT o.file_id) INTO in_work, others FROM public.casefiles_caseopened o
    WHERE o.user_id = me AND NOT o.in_work AND o.at > now() - interval '1 hour';
  -- A coordinator's work is every case; how many in an hour still counts.
  IF openccr.actor_whole_area() IS NULL OR others >= the_limit THEN
    INSERT INTO public.casefiles_casealert (id, file_id, kind, user_id, name, at, seen_by)
      SELECT gen_random_uuid(), the_file, CASE WHEN others >= the_limit THEN 'many' ELSE 'no_work' END, me, the_name,
             now(), ''
      WHERE NOT EXISTS (SELECT FROM public.casefiles_casealert a
                        WHERE a.file_id = the_file AND a.user_id = me AND a.at > now() - interval '1 day'
                          AND (a.kind = 'many' OR others < the_limit));
  END IF;
  RETURN NEXT;
END $$;
