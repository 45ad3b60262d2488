-- Somebody without a name sees which surveys of an area are open: those that were let out and whose last day is not over.
CREATE OR REPLACE FUNCTION openccr.open_surveys(the_code text)
RETURNS TABLE (id uuid, title text, purpose text, questions jsonb, children boolean, ends_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.id, e.title::text, e.purpose, e.questions, e.children, e.ends_on
  FROM public.voice_engagement e JOIN public.partnership_partnership p ON p.id = e.partnership_id
  WHERE p.code = the_code AND e.state = 'out' AND e.ends_on >= current_date AND jsonb_array_length(e.questions) > 0
  ORDER BY e.ends_on, e.title, e.id
$$;
-- They answer one. It is kept with the day and no time, and with the token of a code that only they have. Who they say
-- they are is added to the quarter's sums, apart from the words; NULL: they did not say.
CREATE OR REPLACE FUNCTION openccr.leave_answer(
  the_survey uuid, the_id uuid, the_receipt text, the_words text, the_consents jsonb, the_groups text[]
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked public.voice_engagement;
  one text;
BEGIN
  SELECT * INTO asked FROM public.voice_engagement e
    WHERE e.id = the_survey AND e.state = 'out' AND e.ends_on >= current_date AND jsonb_array_length(e.questions) > 0;
  IF asked.id IS NULL OR length(the_words) > 40000 THEN RETURN false; END IF;
  -- More than a flood on one day is refused: it would hide what people really say.
  IF (SELECT count(*) FROM public.voice_contribution c
      WHERE c.engagement_id = asked.id AND c.received_on = current_date) >= 500 THEN
    RETURN false;
  END IF;
  INSERT INTO public.voice_contribution (id, partnership_id, channel, words, consents, themes, state, engagement_id, child,
      receipt, unnamed, triage, triaged_by, received_on, answer, moved_at)
    VALUES (the_id, asked.partnership_id, asked.channel, the_words, the_consents, '[]', 'received', asked.id,
      asked.children, the_receipt, true, '', '', current_date, '', current_date);
  IF the_groups IS NOT NULL THEN
    FOREACH one IN ARRAY '{""}'::text[] || the_groups LOOP
      INSERT INTO public.voice_heardcount (id, partnership_id, quarter_on, "group", number)
        VALUES (gen_random_uuid(), asked.partnership_id, date_trunc('quarter', current_date)::date, one, 1)
        ON CONFLICT (partnership_id, quarter_on, "group") DO UPDATE SET number = voice_heardcount.number + 1;
    END LOOP;
  END IF;
  RETURN true;
END $$;
-- Whoever has the code learns how far it has come; once those on duty have read it, it counts as read. Never what was said, or
-- by whom it was read. What was said on other
-- ways, or taken back, has no code: an empty one leads to none of it.
CREATE OR REPLACE FUNCTION openccr.answer_state(the_receipt text) RETURNS TABLE (state text, changed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN c.state = 'received' AND c.triaged_at IS NOT NULL THEN 'themed' ELSE c.state::text END, c.changed
  FROM public.voice_contribution c WHERE c.receipt = the_receipt AND the_receipt <> ''
$$;
-- Whoever has the code takes it back: the words go, with what was published of them, and the code leads nowhere.
CREATE OR REPLACE FUNCTION openccr.withdraw_answer(the_receipt text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine public.voice_contribution;
BEGIN
  SELECT * INTO mine FROM public.voice_contribution c WHERE c.receipt = the_receipt AND the_receipt <> '' FOR UPDATE;
  IF mine.id IS NULL THEN RETURN false; END IF;
  DELETE FROM public.voice_published p WHERE p.id = mine.published_as AND p.partnership_id = mine.partnership_id;
  UPDATE public.voice_contribution c
    SET words = '', consents = '[]', state = 'withdrawn', published_as = NULL, receipt = '', moved_at = current_date
    WHERE c.id = mine.id;
  RETURN true;
END $$;
