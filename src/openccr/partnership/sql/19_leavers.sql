-- Ends the role of somebody who stands in their agency's feed of leavers. The application's role changes appointments as a
-- lead or a coordinator alone; a command ends them, by this, and does nothing else to them.
CREATE OR REPLACE FUNCTION openccr.end_of_leaver(the_appointment uuid, the_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the command of a feed ends a role so';
  END IF;
  UPDATE public.partnership_appointment p SET ended_on = the_day, until_on = greatest(p.from_on, the_day)
    WHERE p.id = the_appointment AND p.partnership_id = openccr.actor_partnership() AND p.user_id IS NOT NULL
      AND p.ended_on IS NULL;
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
END $$;

-- What invites them and was not taken: the table is read and changed by a lead or a coordinator alone, and the feed waits for
-- nobody. The addresses it answers are those that it was given.
CREATE OR REPLACE FUNCTION openccr.invited_leavers(the_agency uuid, the_emails text[]) RETURNS TABLE (id uuid, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.id, i.email FROM public.partnership_invitation i
    WHERE openccr.actor_role() = 'commands' AND i.partnership_id = openccr.actor_partnership()
      AND i.agency_id = the_agency AND lower(i.email) = ANY (the_emails)
      AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL
    ORDER BY i.email, i.made_at
$$;
CREATE OR REPLACE FUNCTION openccr.withdraw_from_leavers(the_agency uuid, the_ids uuid[], the_time timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  done int;
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the command of a feed withdraws an invitation so';
  END IF;
  UPDATE public.partnership_invitation i SET withdrawn_at = the_time
    WHERE i.id = ANY (the_ids) AND i.partnership_id = openccr.actor_partnership() AND i.agency_id = the_agency
      AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL;
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$;
