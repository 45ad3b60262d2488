-- Whether the application is signing somebody in: its signed word `openccr.sign_in`, good for a minute.
-- sign-in:expiry:hmac   (openccr.access.tokens)

CREATE OR REPLACE FUNCTION openccr.at_sign_in() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  token text := nullif(current_setting('openccr.sign_in', true), '');  -- after SET LOCAL ends it is '', not NULL
  part text[] := string_to_array(token, ':');
  expected bytea;
BEGIN
  IF token IS NULL THEN RETURN false; END IF;
  SELECT sha256(outer_pad || sha256(inner_pad || convert_to(part[1] || ':' || part[2], 'UTF8')))
    INTO expected FROM openccr_secret.pads;
  IF expected IS NULL OR cardinality(part) <> 3 OR part[1] <> 'sign-in' OR encode(expected, 'hex') <> part[3] THEN
    RAISE insufficient_privilege USING MESSAGE = 'the word of signing in is not valid';
  END IF;
  RETURN part[2]::bigint >= extract(epoch FROM clock_timestamp());
END $$;
