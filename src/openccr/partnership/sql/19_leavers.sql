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
