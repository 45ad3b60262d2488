-- Somebody without a name leaves a message: sealed by the application, with the token of a code that only they have.
CREATE OR REPLACE FUNCTION openccr.leave_message(the_code text, the_id uuid, the_receipt text, the_sealed bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place uuid;
BEGIN
  SELECT p.id INTO place FROM public.partnership_partnership p WHERE p.code = the_code;
  IF place IS NULL OR length(the_sealed) > 40000 THEN RETURN false; END IF;
  -- More than a flood on one day is refused: it would hide what is urgent.
  IF (SELECT count(*) FROM public.voice_message m WHERE m.partnership_id = place AND m.received_on = current_date) >= 500 THEN
    RETURN false;
  END IF;
  INSERT INTO public.voice_message (id, partnership_id, receipt, sealed, received_on, triage, triaged_by, reply)
    VALUES (the_id, place, the_receipt, the_sealed, current_date, '', '', '');
  RETURN true;
END $$;
-- Whoever has no name learns whether the address on a poster leads to a partnership, and nothing else of it.
CREATE OR REPLACE FUNCTION openccr.hears(the_code text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.partnership_partnership p WHERE p.code = the_code)
$$;
-- Whoever has no name and lost the end of the address finds their area by its name: names and codes, and nothing else of it.
CREATE OR REPLACE FUNCTION openccr.areas_that_hear() RETURNS TABLE (code text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.code::text, p.name::text FROM public.partnership_partnership p ORDER BY p.name, p.code
$$;
-- Anybody reads what an area published, by the area's code: nobody without a name may ask which partnership a code is.
CREATE OR REPLACE FUNCTION openccr.said_and_done(the_code text) RETURNS SETOF public.voice_published
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.* FROM public.voice_published s JOIN public.partnership_partnership p ON p.id = s.partnership_id
  WHERE p.code = the_code ORDER BY s."on" DESC, s.id LIMIT 200
$$;
-- Whoever has the code writes more: another message, that follows the first and can be reached by its code alone.
CREATE OR REPLACE FUNCTION openccr.write_more(the_receipt text, the_id uuid, the_sealed bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  first public.voice_message;
BEGIN
  SELECT * INTO first FROM public.voice_message m WHERE m.receipt = the_receipt;
  IF first.id IS NULL OR length(the_sealed) > 40000 THEN RETURN false; END IF;
  IF (SELECT count(*) FROM public.voice_message m WHERE m.follows_id = first.id) >= 50 THEN RETURN false; END IF;
  INSERT INTO public.voice_message (id, partnership_id, receipt, follows_id, sealed, received_on, triage, triaged_by, reply)
    VALUES (the_id, first.partnership_id, 'follows ' || the_id, first.id, the_sealed, current_date, '', '', '');
  RETURN true;
END $$;
-- Whoever has the code learns which neutral reply there is, the last one, and whether something they wrote is still unread.
-- Never what was written, by whom it was read, or when.
CREATE OR REPLACE FUNCTION openccr.shown_by_code(the_receipt text) RETURNS TABLE (reply text, unread boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT one.reply::text FROM public.voice_message one
                   WHERE (one.id = m.id OR one.follows_id = m.id) AND one.triaged_at IS NOT NULL
                   ORDER BY one.triaged_at DESC LIMIT 1), ''),
    EXISTS (SELECT FROM public.voice_message one WHERE (one.id = m.id OR one.follows_id = m.id) AND one.triaged_at IS NULL)
  FROM public.voice_message m WHERE m.receipt = the_receipt
$$;
-- Whoever has the code ends it: it leads nowhere from then on. The message, or answer to a survey, stays with those on duty.
CREATE OR REPLACE FUNCTION openccr.end_receipt(the_receipt text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH ended AS (
    UPDATE public.voice_message m SET receipt = 'ended ' || m.id WHERE m.receipt = the_receipt RETURNING 1
  ), of_an_answer AS (
    UPDATE public.voice_contribution c SET receipt = '' WHERE c.receipt = the_receipt AND the_receipt <> '' RETURNING 1
  ) SELECT EXISTS (SELECT FROM ended) OR EXISTS (SELECT FROM of_an_answer)
$$;
-- The coordinator publishes what was said and what was done about it.
CREATE OR REPLACE FUNCTION openccr.publish_voice(the_id uuid, the_said text, the_did text, has_changed boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_whole_area() IS NULL OR openccr.actor_role() <> 'coordinator' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the coordinator publishes';
  END IF;
  INSERT INTO public.voice_published (id, partnership_id, said, did, changed, "on")
    VALUES (the_id, openccr.actor_partnership(), the_said, the_did, has_changed, current_date);
END $$;
-- What was published of something that is withdrawn is taken back; nobody but the coordinator can.
CREATE OR REPLACE FUNCTION openccr.take_back_voice(the_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_whole_area() IS NULL OR openccr.actor_role() <> 'coordinator' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the coordinator takes back what was published';
  END IF;
  DELETE FROM public.voice_published p WHERE p.id = the_id AND p.partnership_id = openccr.actor_partnership();
END $$;
