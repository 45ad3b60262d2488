-- Whether another account is the actor's own, or looks like one more of theirs: where two people decide, one human with
-- two accounts is still one. They count as one when the addresses differ only in what follows a "+", or when either the
-- accounts or their appointments bear the same name.
CREATE OR REPLACE FUNCTION openccr.same_human(the_user uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH named AS (
    SELECT u.id, lower(regexp_replace(trim(n.name), '\s+', ' ', 'g')) AS name,
           regexp_replace(lower(u.email), '\+[^@]*@', '@') AS address
    FROM public.accounts_user u
    CROSS JOIN LATERAL (SELECT u.name UNION SELECT p.name FROM public.partnership_appointment p WHERE p.user_id = u.id) n
    WHERE u.id IN (the_user, openccr.actor_user()))
  SELECT openccr.actor_user() IS NOT NULL AND (the_user = openccr.actor_user() OR EXISTS (
    SELECT FROM named a JOIN named b ON a.id <> b.id AND (a.address = b.address OR (a.name = b.name AND a.name <> ''))))
$$;

-- The other accounts in the actor's partnership that look like one more of somebody's, by the same rule.
CREATE OR REPLACE FUNCTION openccr.accounts_of_human(the_user uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH named AS (
    SELECT u.id, lower(regexp_replace(trim(n.name), '\s+', ' ', 'g')) AS name,
           regexp_replace(lower(u.email), '\+[^@]*@', '@') AS address
    FROM public.accounts_user u
    CROSS JOIN LATERAL (SELECT u.name UNION SELECT p.name FROM public.partnership_appointment p WHERE p.user_id = u.id) n
    WHERE u.id = the_user OR EXISTS (SELECT FROM public.partnership_appointment p
                                     WHERE p.user_id = u.id AND p.partnership_id = openccr.actor_partnership()))
  SELECT DISTINCT b.id FROM named a JOIN named b
    ON a.id = the_user AND b.id <> the_user AND (a.address = b.address OR (a.name = b.name AND a.name <> ''))
$$;
COMMENT ON FUNCTION openccr.accounts_of_human(uuid) IS 'inner';
