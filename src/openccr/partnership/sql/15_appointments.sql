-- The actor's own appointments, whichever partnership they are in: asked before one of them is acted under.
CREATE OR REPLACE FUNCTION openccr.my_appointments() RETURNS TABLE (
  id uuid, agency_id uuid, partnership_id uuid, name text, role text, agency_name text, partnership_name text,
  whole_area boolean, from_on date, until_on date, attested_on date
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id, p.agency_id, p.partnership_id, p.name, p.role, a.name, area.name,
         p.role = 'coordinator' AND area.coordinating_agency_id = p.agency_id,
         p.from_on, p.until_on, p.attested_on
  FROM public.partnership_appointment p
  JOIN public.partnership_agency a ON a.id = p.agency_id
  JOIN public.partnership_partnership area ON area.id = p.partnership_id
  WHERE p.user_id = openccr.actor_user() AND p.ended_on IS NULL AND p.suspended_on IS NULL
    AND (a.left_on IS NULL OR a.left_on > current_date)
  ORDER BY p.from_on, p.id
$$;

-- The appointment under which each partnership's commands and jobs act, for a token that the application signed for one.
CREATE OR REPLACE FUNCTION openccr.service_appointments() RETURNS TABLE (
  id uuid, agency_id uuid, partnership_id uuid, name text, code text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id, p.agency_id, p.partnership_id, p.name, area.code
  FROM public.partnership_appointment p
  JOIN public.partnership_partnership area ON area.id = p.partnership_id
  WHERE openccr.actor_role() = 'commands'
    AND p.user_id IS NULL AND p.role = 'commands' AND p.agency_id = area.coordinating_agency_id
  ORDER BY area.code
$$;

-- Suspends every appointment of the partnership whose account nobody has signed in to since a day, and says which. What
-- was given or opened again since then waits longer. Invented people never sign in and are left alone.
CREATE OR REPLACE FUNCTION openccr.suspend_unused(the_day date, the_since date) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.partnership_appointment p SET suspended_on = the_day
  FROM public.accounts_user u, public.partnership_partnership area
  WHERE openccr.actor_role() = 'commands' AND p.partnership_id = openccr.actor_partnership()
    AND area.id = p.partnership_id AND NOT area.demonstration AND u.id = p.user_id
    AND p.ended_on IS NULL AND p.suspended_on IS NULL AND p.until_on >= the_day
    AND greatest(p.from_on, p.reopened_on, u.created_at::date, u.last_login::date) < least(the_since, current_date - 30)
  RETURNING p.id
$$;

-- Notes that mail to somebody was refused on a day, or with NULL that it is taken again.
CREATE OR REPLACE FUNCTION openccr.say_mail(the_appointment uuid, the_day date) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.partnership_appointment p SET mail_failed_on = the_day
  WHERE openccr.actor_role() = 'commands' AND p.partnership_id = openccr.actor_partnership()
    AND p.id = the_appointment AND p.mail_failed_on IS DISTINCT FROM the_day AND p.ended_on IS NULL
$$;
