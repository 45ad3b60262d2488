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

-- Notes that the actor opens a case, once an hour, and answers whether it is their work and how many cases that were not
-- they have opened within the hour. The case's lead finds an alert for one that was not. For a case that is hidden, or
-- none, nothing is noted and the answer is that of work: the page itself then says that there is nothing.
CREATE OR REPLACE FUNCTION openccr.case_opened(the_file uuid, the_name text, the_limit integer)
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
