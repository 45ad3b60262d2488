-- Before a case is named, the chair is told how many of those present must leave, and the coordinator who: whoever is
-- kept out of the file. The chair reads no exclusion, so names come to the coordinator alone.
CREATE OR REPLACE FUNCTION openccr.must_leave(the_file uuid, the_meeting uuid) RETURNS TABLE (name text, agency text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN openccr.actor_role() = 'coordinator' THEN t.name END,
         CASE WHEN openccr.actor_role() = 'coordinator' THEN g.name END
  FROM public.conference_attendance t
  JOIN public.partnership_agency g ON g.id = t.agency_id
  LEFT JOIN public.partnership_appointment a ON a.id = t.appointment_id
  WHERE t.meeting_id = the_meeting AND t.kind <> 'apologies'
    AND openccr.actor_role() IN ('coordinator', 'chair')
    AND EXISTS (SELECT FROM public.conference_hearing h WHERE h.meeting_id = the_meeting AND h.file_id = the_file)
    AND EXISTS (SELECT FROM public.casefiles_grant own
                WHERE own.file_id = the_file AND own.key = ANY (openccr.actor_keys())
                  AND own.from_at <= now() AND (own.until_at IS NULL OR own.until_at > now()))
    AND NOT (the_file = ANY (openccr.excluded_files()))
    AND EXISTS (SELECT FROM openccr.shut_out_of(a.user_id, t.agency_id) x WHERE x.file_id = the_file)
  ORDER BY t.name;
$$;
