-- An agency's system gets an appointment of its own and a client beside it. Only the lead of that agency and the
-- coordinator do this, as with invitations.
CREATE OR REPLACE FUNCTION openccr.issue_client(
  the_client uuid, the_agency uuid, the_name text, the_scopes jsonb, the_hash text, the_start date, the_end date
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  area uuid;
  made uuid := gen_random_uuid();
BEGIN
  SELECT a.partnership_id INTO area FROM public.partnership_agency a
    WHERE a.id = the_agency AND (a.left_on IS NULL OR a.left_on > current_date)
      AND (a.partnership_id = openccr.actor_whole_area()
           OR (openccr.actor_role() = 'lead' AND a.id = openccr.actor_agency()));
  IF area IS NULL THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
  INSERT INTO public.partnership_appointment (id, partnership_id, agency_id, user_id, name, post, unit, role, from_on,
                                              until_on, attested_on)
    VALUES (made, area, the_agency, NULL, the_name, '', '', 'client', the_start, the_end, the_start);
  INSERT INTO public.partnership_apiclient (id, partnership_id, agency_id, appointment_id, name, scopes, secret_hash,
                                            former_hash, issued_at)
    VALUES (the_client, area, the_agency, made, the_name, the_scopes, the_hash, '', now());
END $$;

-- The client whose secret has this hash, while it lasts. That it was used is noted once a minute at most.
CREATE OR REPLACE FUNCTION openccr.api_client(the_hash text) RETURNS TABLE (
  id uuid, appointment_id uuid, agency_id uuid, partnership_id uuid, name text, scopes jsonb
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  WITH found AS (
    SELECT c.id AS client, p.id AS appointment, c.agency_id AS agency, c.partnership_id AS area, c.name::text AS called,
           c.scopes AS may, c.last_used_at AS used
    FROM public.partnership_apiclient c
    JOIN public.partnership_appointment p ON p.id = c.appointment_id
    JOIN public.partnership_agency a ON a.id = c.agency_id
    WHERE (c.secret_hash = the_hash OR (c.former_hash = the_hash AND c.former_until > now()))
      AND c.ended_at IS NULL AND p.ended_on IS NULL AND p.from_on <= current_date AND p.until_on >= current_date
      AND (a.left_on IS NULL OR a.left_on > current_date)
  ), noted AS (
    UPDATE public.partnership_apiclient c SET last_used_at = now() FROM found f
      WHERE c.id = f.client AND (f.used IS NULL OR f.used < now() - interval '1 minute')
  )
  SELECT f.client, f.appointment, f.agency, f.area, f.called, f.may FROM found f;
END $$;

-- The sign-in of an agency, by its key or by the domain of a work e-mail address, once two people have agreed to it.
CREATE OR REPLACE FUNCTION openccr.sign_in_provider(the_key text, the_domain text) RETURNS TABLE (
  id uuid, agency_id uuid, key text, name text, issuer text, client_id text, sealed_secret bytea, domains jsonb,
  vouches boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, s.agency_id, s.key, s.name, s.issuer, s.client_id, s.sealed_secret, s.domains, s.vouches
  FROM public.partnership_signinprovider s
  JOIN public.partnership_agency a ON a.id = s.agency_id
  WHERE (s.key = the_key OR s.domains ? the_domain)
    AND s.confirmed_at IS NOT NULL AND s.ended_at IS NULL AND (a.left_on IS NULL OR a.left_on > current_date)
  ORDER BY s.set_up_at DESC LIMIT 1
$$;

-- The names of areas and agencies, for whoever chooses a password: it may not be made of them.
CREATE OR REPLACE FUNCTION openccr.names_of_places() RETURNS TABLE (name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.name::text FROM public.partnership_partnership p WHERE openccr.at_sign_in()
  UNION SELECT p.code::text FROM public.partnership_partnership p WHERE openccr.at_sign_in()
  UNION SELECT a.name::text FROM public.partnership_agency a WHERE openccr.at_sign_in()
$$;

-- Whether an account has anywhere to go: a role that nobody has ended and whose last day is not over (a suspended one, or
-- one that nobody confirmed, is told of on its own page), or an invitation that waits to be taken. Asked while signing in.
CREATE OR REPLACE FUNCTION openccr.has_way_in(the_user uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT openccr.at_sign_in() AND (
    EXISTS (SELECT FROM public.partnership_appointment p JOIN public.partnership_agency a ON a.id = p.agency_id
            WHERE p.user_id = the_user AND p.ended_on IS NULL AND p.until_on >= current_date
              AND (a.left_on IS NULL OR a.left_on > current_date))
    OR EXISTS (SELECT FROM public.accounts_user u JOIN public.partnership_invitation i ON lower(i.email) = lower(u.email)
               JOIN public.partnership_agency a ON a.id = i.agency_id
               WHERE u.id = the_user AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > now()
                 AND (a.left_on IS NULL OR a.left_on > current_date)))
$$;
