-- What API clients were answered and where sent forms led, before a moment: kept so that the same sent twice acts once,
-- which nobody does after a month. An answer may name a case. Tells nothing but how many.
CREATE OR REPLACE FUNCTION openccr.forget_answers(before_time timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  answers integer;
  receipts integer;
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE insufficient_privilege USING MESSAGE = 'the nightly job forgets old answers';
  END IF;
  DELETE FROM public.ui_givenanswer WHERE made_at < least(before_time, now() - interval '7 days');
  GET DIAGNOSTICS answers = ROW_COUNT;
  DELETE FROM public.ui_receipt WHERE made_at < least(before_time, now() - interval '7 days');
  GET DIAGNOSTICS receipts = ROW_COUNT;
  RETURN answers + receipts;
END $$;
