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
-- Whoever has the code learns which neutral reply there is. Never what was written, by whom it was read, or when.
CREATE OR REPLACE FUNCTION openccr.reply_to(the_receipt text) RETURNS TABLE (reply text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.reply::text FROM public.voice_message m WHERE m.receipt = the_receipt
$$;
-- Whoever has the code ends it: it leads nowhere from then on. The message stays with those on duty.
CREATE OR REPLACE FUNCTION openccr.end_receipt(the_receipt text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH ended AS (
    UPDATE public.voice_message m SET receipt = 'ended ' || m.id WHERE m.receipt = the_receipt RETURNING 1
  ) SELECT EXISTS (SELECT FROM ended)
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
