-- Whose calendar stands behind an address, asked by whoever holds it: a calendar program signs in nowhere. A token of 256 bits
-- cannot be guessed, and one that is unknown or withdrawn answers the same: nothing. The actor is then made as for a job,
-- so an appointment that is not in force shows nothing either; one that has ended or is suspended is not even told.
CREATE OR REPLACE FUNCTION openccr.calendar_feed(the_hash text) RETURNS TABLE (user_id uuid, appointment_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.user_id, f.appointment_id
  FROM public.conference_calendarfeed f
  JOIN public.accounts_user u ON u.id = f.user_id AND u.is_active
  JOIN public.partnership_appointment p ON p.id = f.appointment_id AND p.ended_on IS NULL AND p.suspended_on IS NULL
  WHERE f.token_hash = the_hash AND f.withdrawn_at IS NULL
$$;
