-- Opens one case for one hour to somebody who works on cases in this partnership and was not let into it (break-glass).
-- The same answer for a reference that nobody has, one of another partnership, and one from which the asker is kept out:
-- an exclusion beats an emergency too. Nobody is asked beforehand; the case's lead is told at once and somebody reviews it.
DROP FUNCTION IF EXISTS openccr.open_in_emergency(text, text, text, text, text);
CREATE OR REPLACE FUNCTION openccr.open_in_emergency(
  the_reference text, the_reason text, the_name text, the_purpose text, the_basis text, most integer
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me uuid := openccr.actor_user();
  file uuid;
  made uuid := gen_random_uuid();
BEGIN
  IF me IS NULL OR cardinality(openccr.actor_keys()) < 2 OR length(trim(the_reason)) < 10 THEN
    RAISE insufficient_privilege USING MESSAGE = 'not found';
  END IF;
  -- A night brings a few. Whoever has one case after another opened is stopped, also when they press at
  -- once; before anything is looked for, so that the answer tells of no case.
  PERFORM pg_advisory_xact_lock(hashtextextended('emergency ' || me, 0));
  IF (SELECT count(*) FROM public.casefiles_emergencyaccess e
      WHERE e.user_id = me AND e.at > now() - interval '1 day') >= most THEN
    RAISE cardinality_violation USING MESSAGE = 'too many in a day';
  END IF;
  SELECT f.id INTO file FROM public.casefiles_casefile f
    WHERE f.reference = the_reference AND f.partnership_id = openccr.actor_partnership();
  IF file IS NULL OR file = ANY (openccr.excluded_files()) THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  IF EXISTS (SELECT FROM public.casefiles_grant g
             WHERE g.file_id = file AND g.key = ANY (openccr.actor_keys())
               AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now())) THEN
    RAISE unique_violation USING MESSAGE = 'seen already';
  END IF;
  INSERT INTO public.casefiles_grant (id, file_id, agency_id, holder_id, manages, purpose, lawful_basis, from_at,
                                      until_at, decided_by, arises_from, arises_from_id)
    VALUES (gen_random_uuid(), file, openccr.actor_agency(), openccr.actor_appointment(), false, the_purpose, the_basis,
            now(), now() + interval '1 hour', openccr.actor_appointment(), 'EmergencyOpened', made);
  INSERT INTO public.casefiles_emergencyaccess (id, file_id, user_id, name, reason, at, until_at, reviewed_by, verdict,
                                                verdict_words)
    VALUES (made, file, me, the_name, the_reason, now(), now() + interval '1 hour', '', '', '');
  RETURN file;
END $$;

-- How often emergency access was used in the partnership, by quarter: published, so that everybody knows it is watched.
CREATE OR REPLACE FUNCTION openccr.emergency_counts() RETURNS TABLE (quarter date, used bigint, reviewed bigint, wrong bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT date_trunc('quarter', e.at)::date, count(*), count(e.reviewed_at), count(*) FILTER (WHERE e.verdict = 'wrong')
  FROM public.casefiles_emergencyaccess e JOIN public.casefiles_casefile f ON f.id = e.file_id
  WHERE f.partnership_id = openccr.actor_partnership() AND openccr.actor_appointment() IS NOT NULL
  GROUP BY 1 ORDER BY 1 DESC
$$;
