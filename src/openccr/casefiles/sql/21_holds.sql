-- A hold: an exclusion that stands at once because somebody at an agency may be one of the people of the case, or is kept
-- out of another case that may be of the same people, and that a coordinator settles. Of a person, or of an agency or a
-- unit of it. Written by the commands, who look for it, and by the managing agency; never by whoever is held.
-- None for the last coordinator who could settle it: a case that nobody is left to look after is the greater danger.
CREATE OR REPLACE FUNCTION openccr.hold(
  the_file uuid, the_user uuid, the_agency uuid, the_unit text, the_reason text
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  made uuid := gen_random_uuid();
BEGIN
  IF NOT openccr.manages(the_file) OR openccr.actor_role() NOT IN ('coordinator', 'commands')
     OR the_user = openccr.actor_user() THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  -- Whoever is out with their unit or agency only is held by name as well: that they are out with it may end, by two
  -- people who think of the agency, by an appointment that ends or by another unit.
  IF EXISTS (
       SELECT FROM public.casefiles_exclusion x
       WHERE x.file_id = the_file AND x.until_at IS NULL
         AND (x.user_id = the_user OR (x.agency_id = the_agency AND lower(x.unit) IN ('', lower(the_unit))))) THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (
    SELECT FROM public.partnership_appointment p
    JOIN public.casefiles_grant g ON g.file_id = the_file AND g.agency_id = p.agency_id AND g.manages
    WHERE p.role = 'coordinator' AND p.user_id IS DISTINCT FROM the_user AND p.user_id IS NOT NULL
      AND p.ended_on IS NULL AND p.suspended_on IS NULL
      AND p.from_on <= current_date AND p.until_on >= current_date
      AND NOT EXISTS (SELECT FROM public.partnership_appointment o
                      WHERE o.user_id = p.user_id AND o.agency_id = the_agency AND lower(the_unit) IN ('', lower(o.unit))
                        AND o.ended_on IS NULL)
      AND NOT (the_file = ANY (SELECT s.file_id FROM openccr.shut_out_of(p.user_id, p.agency_id) s))) THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.casefiles_exclusion (id, file_id, user_id, agency_id, unit, reason, from_at, decided_by, lift_reason,
                                          held, substitute)
    VALUES (made, the_file, the_user, the_agency, the_unit, left(the_reason, 300), now(), openccr.actor_appointment(), '',
            true, '');
  RETURN made;
END $$;

-- One coordinator settles a hold: it stays as any exclusion, or it was no conflict and ends at once.
CREATE OR REPLACE FUNCTION openccr.settle_hold(the_exclusion uuid, kept_out boolean, the_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.casefiles_exclusion e
    SET held = false, reason = the_reason, decided_by = openccr.actor_appointment(),
        until_at = CASE WHEN kept_out THEN NULL ELSE now() END
    WHERE e.id = the_exclusion AND e.held AND e.until_at IS NULL AND openccr.actor_role() = 'coordinator'
      AND openccr.actor_user() IS NOT NULL AND openccr.manages(e.file_id);
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
  IF NOT kept_out THEN PERFORM openccr.end_standing_in(the_exclusion); END IF;
END $$;

-- Names who stands in for an agency or a unit that is kept out, in the place of whoever did so far.
CREATE OR REPLACE FUNCTION openccr.name_substitute(the_exclusion uuid, the_words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.casefiles_exclusion e SET substitute = the_words
    WHERE e.id = the_exclusion AND openccr.actor_role() = 'coordinator' AND openccr.manages(e.file_id)
      AND e.until_at IS NULL;
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
  PERFORM openccr.end_standing_in(the_exclusion);
END $$;
