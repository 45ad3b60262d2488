-- Who of an agency can see a file, with the days that say whether their appointment is in force (partnership.rules.Tenure):
-- holders of a case role by the agency's grant, and whoever a grant names. Names are compared with her no-go list.
DROP FUNCTION IF EXISTS openccr.who_can_be_told(uuid, uuid);
CREATE FUNCTION openccr.who_can_be_told(the_file uuid, the_agency uuid) RETURNS TABLE (
  id uuid, email text, name text, from_on date, until_on date, attested_on date
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id, u.email::text, p.name::text, p.from_on, p.until_on, p.attested_on
  FROM public.partnership_appointment p
  JOIN public.partnership_agency a ON a.id = p.agency_id AND (a.left_on IS NULL OR a.left_on > current_date)
  JOIN public.accounts_user u ON u.id = p.user_id AND u.is_active
  WHERE openccr.actor_role() = 'commands' AND p.agency_id = the_agency AND p.partnership_id = openccr.actor_partnership()
    AND p.ended_on IS NULL AND p.suspended_on IS NULL
    AND EXISTS (SELECT FROM public.casefiles_grant g
                WHERE g.file_id = the_file AND g.agency_id = the_agency
                  AND (g.holder_id = p.id OR g.holder_id IS NULL AND p.role IN ('coordinator', 'representative', 'idva'))
                  AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now()))
    AND the_file NOT IN (SELECT x.file_id FROM openccr.shut_out_of(p.user_id, p.agency_id) x)
$$;

-- The address of one person's account, with the days of their appointment; none for whoever is kept out of the file.
CREATE OR REPLACE FUNCTION openccr.address_of(the_appointment uuid, the_file uuid) RETURNS TABLE (
  email text, from_on date, until_on date, attested_on date
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.email::text, p.from_on, p.until_on, p.attested_on
  FROM public.partnership_appointment p
  JOIN public.partnership_agency a ON a.id = p.agency_id AND (a.left_on IS NULL OR a.left_on > current_date)
  JOIN public.accounts_user u ON u.id = p.user_id AND u.is_active
  WHERE openccr.actor_role() = 'commands' AND p.id = the_appointment
    AND p.partnership_id = openccr.actor_partnership() AND p.ended_on IS NULL
    AND p.suspended_on IS NULL
    AND (the_file IS NULL OR the_file NOT IN (SELECT x.file_id FROM openccr.shut_out_of(p.user_id, p.agency_id) x))
$$;
