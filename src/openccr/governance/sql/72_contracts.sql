-- Who sees every contract's value: the coordinator of the whole area, its commands, and a chair, unless the chair works
-- for an agency that holds a contract itself: then every other contract is a rival's.
CREATE OR REPLACE FUNCTION openccr.sees_contracts() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT openccr.actor_whole_area() IS NOT NULL
    OR openccr.actor_role() IS NOT DISTINCT FROM 'commands'
    OR (openccr.actor_role() IS NOT DISTINCT FROM 'chair' AND NOT EXISTS (
      SELECT 1 FROM public.governance_contract c WHERE c.agency_id = openccr.actor_agency()
    ))
$$;
