-- A place is known to the person who harms when somebody has said so, or when the same place is written down of a person
-- who harms in a file in which she has a part, be it one that he has left: he knows it all the same. Equal places have
-- equal tokens, and one written without its postcode has the token that stands beside the other's (`near`): nothing is
-- opened to see it.
CREATE OR REPLACE FUNCTION openccr.place_is_retired(
  the_person uuid, the_match text, the_near jsonb, retired timestamptz
) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT retired IS NOT NULL OR EXISTS (
    SELECT FROM public.people_part hers
    JOIN public.people_part his ON his.file_id = hers.file_id AND his.kind = 'harmer' AND his.person_id <> the_person
    JOIN public.people_whereabouts w ON w.person_id = his.person_id
      AND (w.match = the_match OR w.near ? the_match OR the_near ? w.match::text)
    WHERE hers.person_id = the_person AND hers.kind <> 'harmer')
  OR EXISTS (SELECT FROM public.people_whereabouts w
             WHERE w.person_id = the_person AND w.retired_at IS NOT NULL
               AND (w.match = the_match OR w.near ? the_match OR the_near ? w.match::text))
$$;

-- Nothing is addressed to a place that is hers no more, or that the person who harms knows: the letter to the old address
-- is opened by him. Whoever writes a message or a letter writes a row here first, and without the row nothing goes.
CREATE OR REPLACE FUNCTION openccr.nothing_to_a_retired_place() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place public.people_whereabouts;
BEGIN
  SELECT * INTO place FROM public.people_whereabouts w WHERE w.id = NEW.place_id AND w.person_id = NEW.person_id;
  IF NOT FOUND OR place.until_on IS NOT NULL
     OR openccr.place_is_retired(place.person_id, place.match, place.near, place.retired_at) THEN
    RAISE check_violation USING MESSAGE = 'nothing is addressed to a retired place', CONSTRAINT = 'retired_place';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER nothing_to_a_retired_place BEFORE INSERT OR UPDATE ON public.people_addressed
  FOR EACH ROW EXECUTE FUNCTION openccr.nothing_to_a_retired_place();

-- What is retired stays retired: a place that he has known once is not safe again because somebody pressed a button.
CREATE OR REPLACE FUNCTION openccr.retired_stays_retired() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.retired_at IS NOT NULL AND NEW.retired_at IS DISTINCT FROM OLD.retired_at THEN
    RAISE insufficient_privilege USING MESSAGE = 'a retired place stays retired';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER retired_stays_retired BEFORE UPDATE ON public.people_whereabouts
  FOR EACH ROW EXECUTE FUNCTION openccr.retired_stays_retired();

-- Takes away the keys, places, numbers and plans of a person and of whoever was recognised as her, and empties what else
-- was sealed to them: a page that met what it cannot open would fail for everybody on her cases. Answers how many places.
CREATE OR REPLACE FUNCTION openccr.forget_sealed(the_person uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  her uuid[] := ARRAY(SELECT p.id FROM public.people_person p WHERE the_person IN (p.id, p.merged_into_id));
  gone bigint;
BEGIN
  DELETE FROM public.people_personkey WHERE person_id = ANY (her);
  DELETE FROM public.people_identifier WHERE person_id = ANY (her);
  UPDATE public.people_safecontact SET rule_sealed = '' WHERE person_id = ANY (her);
  DELETE FROM public.people_contactplan WHERE person_id = ANY (her);
  UPDATE public.people_donotcontact SET reason_sealed = '' WHERE person_id = ANY (her);
  UPDATE public.people_childfacts SET kept_out_sealed = '' WHERE person_id = ANY (her);
  UPDATE public.people_recoursetofunds SET sealed = '' WHERE person_id = ANY (her);
  DELETE FROM public.people_whereabouts WHERE person_id = ANY (her);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
COMMENT ON FUNCTION openccr.forget_sealed(uuid) IS 'inner';

-- Destroys a person's key and her places: nothing that was sealed to her opens again. Only who sees every file she has a
-- part in, and nothing of her may be on hold. The receipt holds an id, a hash and a count.
CREATE OR REPLACE FUNCTION openccr.destroy_key(the_person uuid, the_reason text, the_name text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  key public.people_personkey;
  gone bigint;
  made uuid := gen_random_uuid();
BEGIN
  IF NOT openccr.seen_whole(the_person) OR length(trim(the_reason)) = 0 THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  IF EXISTS (SELECT FROM public.people_part p
             JOIN public.documents_legalhold h ON h.file_id = p.file_id AND h.ended_at IS NULL
             WHERE p.person_id = the_person) THEN
    RAISE object_in_use USING MESSAGE = 'a file of hers is on hold';
  END IF;
  SELECT * INTO key FROM public.people_personkey k WHERE k.person_id = the_person FOR UPDATE;
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
  gone := openccr.forget_sealed(the_person);
  INSERT INTO public.people_keydestroyed (id, partnership_id, person_id, fingerprint, rows, reason, at, by_name)
    VALUES (made, openccr.actor_partnership(), the_person, encode(sha256(key.wrapped), 'hex'), gone, the_reason, now(),
            the_name);
  RETURN made;
END $$;
