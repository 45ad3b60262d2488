-- What staff declared of themselves and the addresses they sign in with, as far as they are equal to something known of
-- people in a case. Only for the commands and the coordinator of the whole partnership, who decide on conflicts; whoever
-- asks must hold the vault key already, since what is compared is a keyed token.
CREATE OR REPLACE FUNCTION openccr.staff_marks(the_matches text[]) RETURNS TABLE (user_id uuid, kind text, match text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.user_id, m.kind::text, m.match::text FROM public.people_staffmark m
  WHERE m.match = ANY (the_matches) AND m.partnership_id = openccr.actor_partnership()
    AND (openccr.actor_whole_area() IS NOT NULL OR openccr.actor_role() = 'commands')
$$;

-- The work addresses of everybody appointed in the partnership, for the same readers: tokens of them are made in Python.
CREATE OR REPLACE FUNCTION openccr.staff_mail() RETURNS TABLE (user_id uuid, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT u.id, u.email::text FROM public.partnership_appointment p
  JOIN public.accounts_user u ON u.id = p.user_id
  WHERE p.partnership_id = openccr.actor_partnership() AND p.ended_on IS NULL
    AND (openccr.actor_whole_area() IS NOT NULL OR openccr.actor_role() = 'commands')
$$;

-- Which matches of one account are known of people: asked when somebody new comes or declares something.
CREATE OR REPLACE FUNCTION openccr.marks_of(the_user uuid) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.match::text FROM public.people_staffmark m
  WHERE m.user_id = the_user AND m.partnership_id = openccr.actor_partnership() AND openccr.actor_role() = 'commands'
$$;
