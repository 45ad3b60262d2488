-- Who is acting, out of the signed token in the transaction's setting `openccr.token`.
-- user:appointment:agency:partnership:role:whole:purpose:expiry:hmac   (openccr.access.tokens)
-- Owned by openccr_walls, the only role that can read the pads. HMAC by core sha256(): pgcrypto is not everywhere.

CREATE OR REPLACE FUNCTION openccr.actor() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  token text := nullif(current_setting('openccr.token', true), '');  -- after SET LOCAL ends it is '', not NULL
  part text[];
  expected bytea;
BEGIN
  IF token IS NULL THEN RETURN NULL; END IF;
  part := string_to_array(token, ':');
  SELECT sha256(outer_pad || sha256(inner_pad || convert_to(array_to_string(part[1:8], ':'), 'UTF8')))
    INTO expected FROM openccr_secret.pads;
  IF expected IS NULL OR cardinality(part) <> 9 OR encode(expected, 'hex') <> part[9] THEN
    RAISE insufficient_privilege USING MESSAGE = 'the token of the actor is not valid';
  END IF;
  IF part[8]::bigint < extract(epoch FROM clock_timestamp()) THEN RETURN NULL; END IF;
  RETURN part;
END $$;

CREATE OR REPLACE FUNCTION openccr.actor_user() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif((openccr.actor())[1], '')::uuid $$;

CREATE OR REPLACE FUNCTION openccr.actor_appointment() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif((openccr.actor())[2], '')::uuid $$;

CREATE OR REPLACE FUNCTION openccr.actor_agency() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif((openccr.actor())[3], '')::uuid $$;

CREATE OR REPLACE FUNCTION openccr.actor_partnership() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif((openccr.actor())[4], '')::uuid $$;

CREATE OR REPLACE FUNCTION openccr.actor_role() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif((openccr.actor())[5], '') $$;

CREATE OR REPLACE FUNCTION openccr.actor_whole_area() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE part text[] := openccr.actor();
BEGIN
  RETURN CASE WHEN part[6] = 'whole' THEN nullif(part[4], '')::uuid END;
END $$;

-- The keys that open a grant: the appointment itself, and the agency when the appointment carries a case role.
CREATE OR REPLACE FUNCTION openccr.actor_keys() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE part text[] := openccr.actor();
BEGIN
  IF part IS NULL OR part[2] = '' THEN RETURN '{}'; END IF;
  RETURN array_remove(ARRAY[
    part[2]::uuid,
    CASE WHEN part[5] IN ('coordinator', 'representative', 'idva', 'client', 'commands') THEN nullif(part[3], '')::uuid END
  ], NULL);
END $$;
