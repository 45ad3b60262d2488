-- Groups that the actor chairs or writes for, today.
CREATE OR REPLACE FUNCTION openccr.boards_led() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(m.board_id), '{}') FROM public.governance_boardmember m
  WHERE m.appointment_id = openccr.actor_appointment() AND m.office <> 'member'
    AND m.from_on <= current_date AND (m.until_on IS NULL OR m.until_on >= current_date)
$$;

-- Groups whose work the actor does not read: closed ones that they do not sit in (the coordinator keeps them all), and
-- commissioning groups while the actor's agency holds a contract or has declared an interest in one, whoever they are.
CREATE OR REPLACE FUNCTION openccr.closed_boards() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(b.id), '{}') FROM public.governance_board b
  WHERE b.partnership_id = openccr.actor_partnership() AND b.closed
    AND coalesce(openccr.actor_role(), '') <> 'commands'
    AND NOT (
      (openccr.actor_whole_area() IS NOT NULL
       OR EXISTS (SELECT FROM public.governance_boardmember m
                  WHERE m.board_id = b.id AND m.appointment_id = openccr.actor_appointment()
                    AND m.from_on <= current_date AND (m.until_on IS NULL OR m.until_on >= current_date)))
      AND NOT (b.commissioning
               AND EXISTS (SELECT FROM public.governance_interest i
                           WHERE i.agency_id = openccr.actor_agency() AND i.contract
                             AND (i.ended_on IS NULL OR i.ended_on > current_date)
                           UNION ALL
                           SELECT FROM public.governance_contract c
                           WHERE c.agency_id = openccr.actor_agency() AND c.ends_on >= current_date
                             AND (c.ended_on IS NULL OR c.ended_on > current_date))))
$$;

-- Agencies that compete with the actor's own for the same contracts.
CREATE OR REPLACE FUNCTION openccr.rival_agencies() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(CASE d.first_id WHEN openccr.actor_agency() THEN d.second_id ELSE d.first_id END), '{}')
  FROM public.governance_dynamic d
  WHERE d.rivals AND openccr.actor_agency() IN (d.first_id, d.second_id)
$$;
