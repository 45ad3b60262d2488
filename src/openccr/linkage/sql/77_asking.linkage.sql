-- The questions that whoever acts must not see: about a case they are shut out of, or another case of the same person.
CREATE OR REPLACE FUNCTION openccr.hidden_matches() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(m.id), '{}') FROM public.linkage_casematch m
  WHERE m.person_id IN (SELECT t.person_id FROM public.people_part t WHERE t.file_id = ANY (openccr.excluded_files()))
     OR m.file_id = ANY (openccr.excluded_files())
$$;

-- Asks the agencies that hold a record of somebody of a case, and are not on that case: they alone learn of it. Whoever
-- is on the case is asked by its research. Who sent the record stands beside the question: that person does not see it.
-- Returns how many are asked anew.
CREATE OR REPLACE FUNCTION openccr.keep_case_matches(the_found jsonb, the_day date, the_time timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  area uuid := openccr.actor_partnership();
  asked bigint;
BEGIN
  PERFORM openccr.must_compare('matching');
  -- A case that is closed or gone asks nobody any more.
  DELETE FROM public.linkage_heldmatch h USING public.linkage_casematch m
    WHERE h.about = m.id AND h.answer = '' AND m.partnership_id = area
      AND NOT EXISTS (SELECT FROM public.casefiles_casefile c WHERE c.id = m.file_id AND c.closed_at IS NULL);
  -- Nor does a record that is like nobody there any more: corrected, or its number now somebody else's.
  DELETE FROM public.linkage_heldmatch h USING public.linkage_casematch m
    WHERE h.about = m.id AND h.answer = '' AND m.partnership_id = area
      AND (m.person_id, m.file_id, h.agency_id, h.token) NOT IN (
        SELECT f.person, f.file, r.agency_id, r.token::text
        FROM jsonb_to_recordset(the_found) AS f(person uuid, file uuid, record uuid)
        JOIN public.linkage_extractrecord r ON r.id = f.record
        WHERE f.person IS NOT NULL AND f.file IS NOT NULL);
  DELETE FROM public.linkage_casematch m WHERE m.partnership_id = area
    AND NOT EXISTS (SELECT FROM public.casefiles_casefile c WHERE c.id = m.file_id);
  INSERT INTO public.linkage_casematch (id, partnership_id, person_id, file_id, found_at)
    SELECT DISTINCT ON (f.person, f.file) gen_random_uuid(), area, f.person, f.file, the_time
    FROM jsonb_to_recordset(the_found) AS f(person uuid, file uuid)
    WHERE EXISTS (SELECT FROM public.casefiles_casefile c WHERE c.id = f.file AND c.partnership_id = area)
    ON CONFLICT (person_id, file_id) DO NOTHING;
  WITH anew AS (
    INSERT INTO public.linkage_heldmatch (id, partnership_id, agency_id, token, sender_id, about, kind, likely, asked_at,
                                          answer_by, answer, why, sealed, compares, answered_by)
      SELECT gen_random_uuid(), area, r.agency_id, r.token, e.taken_user_id, m.id, 'case', f.likely, the_time, the_day,
             '', '', '', false, ''
      FROM jsonb_to_recordset(the_found) AS f(person uuid, file uuid, record uuid, likely boolean)
      JOIN public.linkage_casematch m ON m.person_id = f.person AND m.file_id = f.file AND m.partnership_id = area
      JOIN public.linkage_extractrecord r ON r.id = f.record
      JOIN public.linkage_extract e ON e.id = r.extract_id
      WHERE NOT EXISTS (
        SELECT FROM public.casefiles_grant g WHERE g.file_id = f.file AND g.agency_id = r.agency_id
          AND g.holder_id IS NULL AND (g.until_at IS NULL OR g.until_at > now()))
      ON CONFLICT (about, agency_id, token) DO NOTHING
      RETURNING 1
  )
  SELECT count(*) INTO asked FROM anew;
  RETURN asked;
END $$;

-- What the answers that somebody wants to give are about, for the coordinator: never of a case they are shut out of.
CREATE OR REPLACE FUNCTION openccr.answered_matches() RETURNS TABLE (about uuid, person_id uuid, file_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT m.id, m.person_id, m.file_id FROM public.linkage_casematch m
  JOIN public.linkage_heldmatch h ON h.about = m.id AND h.answer = 'say'
  WHERE m.partnership_id = openccr.actor_whole_area() AND NOT (m.file_id = ANY (openccr.excluded_files()))
$$;

-- Puts missing links into the queue. A record behind one that is still open is not raised twice: that one learns of it.
CREATE OR REPLACE FUNCTION openccr.keep_flags(the_found jsonb, the_time timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  area uuid := openccr.actor_partnership();
  one record;
  there uuid;
  raised integer := 0;
  behind text[] := ARRAY(SELECT x ->> 'token' FROM jsonb_array_elements(the_found) f, jsonb_array_elements(f -> 'members') x);
BEGIN
  PERFORM openccr.must_compare('missing');
  -- A record that no longer says so, or whose number is now somebody else's, is behind no link and asked about no more.
  DELETE FROM public.linkage_heldmatch
    WHERE partnership_id = area AND kind = 'missing' AND answer = '' AND token <> ALL (behind);
  -- Nor is anybody about a link that was closed in the meantime: what they would say is needed no more.
  DELETE FROM public.linkage_heldmatch h USING public.linkage_flag f
    WHERE f.id = h.about AND f.partnership_id = area AND f.state = 'closed' AND h.kind = 'missing' AND h.answer = '';
  DELETE FROM public.linkage_flagmember m USING public.linkage_flag f
    WHERE m.flag_id = f.id AND f.partnership_id = area AND f.state IN ('found', 'weighed') AND m.token <> ALL (behind);
  DELETE FROM public.linkage_flag f WHERE f.partnership_id = area AND f.state = 'found'
    AND NOT EXISTS (SELECT FROM public.linkage_flagmember m WHERE m.flag_id = f.id);
  FOR one IN SELECT * FROM jsonb_to_recordset(the_found) AS f(
    key text, reasons jsonb, weight smallint, newest date, members jsonb)
  LOOP
    SELECT f.id INTO there FROM public.linkage_flag f
      WHERE f.partnership_id = area AND (f.key = one.key OR (f.state <> 'closed' AND EXISTS (
        SELECT FROM public.linkage_flagmember m
        WHERE m.flag_id = f.id AND m.token IN (SELECT x ->> 'token' FROM jsonb_array_elements(one.members) x))))
      ORDER BY f.found_at DESC LIMIT 1;
    IF there IS NOT NULL THEN
      -- With the key of what it now stands for: once closed, it is not raised again for the same.
      UPDATE public.linkage_flag f SET reasons = one.reasons, weight = one.weight, newest_on = one.newest,
          key = CASE WHEN EXISTS (SELECT FROM public.linkage_flag k WHERE k.partnership_id = area AND k.key = one.key
                                  AND k.id <> f.id) THEN f.key ELSE one.key END
        WHERE f.id = there AND f.state IN ('found', 'weighed');
      -- Who holds a record since is asked with the others; once they were asked, nobody is put behind a link any more.
      INSERT INTO public.linkage_flagmember (id, flag_id, agency_id, token, ethnicity)
        SELECT gen_random_uuid(), there, (x ->> 'agency')::uuid, x ->> 'token', x ->> 'ethnicity'
        FROM jsonb_array_elements(one.members) x
        WHERE EXISTS (SELECT FROM public.linkage_flag f WHERE f.id = there AND f.state IN ('found', 'weighed'))
          AND NOT EXISTS (SELECT FROM public.linkage_flagmember m WHERE m.flag_id = there AND m.token = x ->> 'token');
      CONTINUE;
    END IF;
    there := gen_random_uuid();
    INSERT INTO public.linkage_flag (id, partnership_id, key, reasons, weight, newest_on, found_at, state, necessary,
                                     proportionate, alternatives, law, purpose, consent, told, told_harmer, weighed_by, outcome, outcome_why,
                                         route, closed_by)
      VALUES (there, area, one.key, one.reasons, one.weight, one.newest, the_time, 'found', '', '', '', '[]', '', '', '', '', '', '',
                '', '', '');
    INSERT INTO public.linkage_flagmember (id, flag_id, agency_id, token, ethnicity)
      SELECT gen_random_uuid(), there, (x ->> 'agency')::uuid, x ->> 'token', x ->> 'ethnicity'
      FROM jsonb_array_elements(one.members) x;
    raised := raised + 1;
  END LOOP;
  RETURN raised;
END $$;

-- Asks the agencies behind a missing link, once it has been weighed. Whoever asks learns of none of them.
CREATE OR REPLACE FUNCTION openccr.ask_holders(the_flag uuid, the_day date, the_time timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT openccr.linkage_open('missing') THEN
    RAISE insufficient_privilege USING MESSAGE = 'the missing-link queue is off';
  END IF;
  UPDATE public.linkage_flag SET state = 'asked', asked_at = the_time
    WHERE id = the_flag AND partnership_id = openccr.actor_whole_area() AND state = 'weighed' AND weighed_at IS NOT NULL
      AND necessary <> '' AND proportionate <> '' AND alternatives <> '';
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
  INSERT INTO public.linkage_heldmatch (id, partnership_id, agency_id, token, sender_id, about, kind, likely, asked_at,
                                        answer_by, answer, why, sealed, compares, answered_by)
    SELECT DISTINCT ON (m.agency_id, m.token) gen_random_uuid(), openccr.actor_whole_area(), m.agency_id, m.token,
           e.taken_user_id, the_flag, 'missing', true, the_time, the_day, '', '', '', false, ''
    FROM public.linkage_flagmember m
    JOIN public.linkage_extractrecord r ON r.token = m.token
    JOIN public.linkage_extract e ON e.id = r.extract_id
    WHERE m.flag_id = the_flag
    ORDER BY m.agency_id, m.token, e.taken_at DESC
    ON CONFLICT (about, agency_id, token) DO NOTHING;
END $$;

-- Flags, closed ones and mistakes by ethnicity, to the nearest five and nothing below five; for whoever answers for linkage.
CREATE OR REPLACE FUNCTION openccr.missing_by_ethnicity() RETURNS TABLE (
  ethnicity text, flags integer, closed integer, mistaken integer
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH each AS (
    SELECT f.id, f.outcome,
           coalesce((SELECT min(nullif(m.ethnicity, '')) FROM public.linkage_flagmember m WHERE m.flag_id = f.id), '') AS e
    FROM public.linkage_flag f
    WHERE f.partnership_id = openccr.actor_partnership()
      AND openccr.actor_role() IN ('coordinator', 'chair', 'protection_officer')
  ), counted AS (
    SELECT e, count(*) AS flags, count(*) FILTER (WHERE outcome <> '') AS closed,
           count(*) FILTER (WHERE outcome = 'mistaken') AS mistaken
    FROM each GROUP BY e
  )
  SELECT e, CASE WHEN flags >= 5 THEN round(flags / 5.0)::integer * 5 END,
         CASE WHEN closed >= 5 THEN round(closed / 5.0)::integer * 5 END,
         CASE WHEN mistaken >= 5 THEN round(mistaken / 5.0)::integer * 5 END
  FROM counted ORDER BY flags DESC, e
$$;

-- What came of each missing link and when, without which it is; for whoever answers for linkage.
CREATE OR REPLACE FUNCTION openccr.missing_outcomes() RETURNS TABLE (
  outcome text, found_at timestamptz, closed_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.outcome::text, date_trunc('day', f.found_at), date_trunc('day', f.closed_at) FROM public.linkage_flag f
  WHERE f.partnership_id = openccr.actor_partnership()
    AND openccr.actor_role() IN ('coordinator', 'chair', 'protection_officer')
$$;

-- Ends an extract: its records go, and what was asked about them and not answered. By its agency, or by the nightly job.
CREATE OR REPLACE FUNCTION openccr.end_extract(the_extract uuid, the_why text, the_name text, the_time timestamptz)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose uuid;
  gone bigint;
BEGIN
  UPDATE public.linkage_extract SET ended_at = the_time, ended_by = the_name, ended_why = the_why
    WHERE id = the_extract AND ended_at IS NULL AND partnership_id = openccr.actor_partnership()
      AND (agency_id = openccr.actor_agency() OR openccr.actor_role() = 'commands')
    RETURNING agency_id INTO whose;
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
  DELETE FROM public.linkage_extractrecord WHERE extract_id = the_extract;
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM public.linkage_heldmatch h WHERE h.agency_id = whose AND h.answer = ''
    AND NOT EXISTS (SELECT FROM public.linkage_extractrecord r WHERE r.agency_id = whose AND r.token = h.token);
  DELETE FROM public.linkage_flagmember m WHERE m.agency_id = whose
    AND NOT EXISTS (SELECT FROM public.linkage_extractrecord r WHERE r.agency_id = whose AND r.token = m.token);
  -- A link of which no record is left is no question any more.
  DELETE FROM public.linkage_flag f WHERE f.partnership_id = openccr.actor_partnership() AND f.state IN ('found', 'weighed')
    AND NOT EXISTS (SELECT FROM public.linkage_flagmember m WHERE m.flag_id = f.id);
  DELETE FROM public.linkage_reviewpair p WHERE p.partnership_id = openccr.actor_partnership() AND p.kind <> 'people'
    AND p.state = 'waiting' AND (NOT EXISTS (SELECT FROM public.linkage_extractrecord r WHERE r.id = p.one_id)
                                 OR NOT EXISTS (SELECT FROM public.linkage_extractrecord r WHERE r.id = p.other_id));
  RETURN gone;
END $$;

-- The extracts that end today: those over their time, and those that a newer one of the same kind has taken the place of.
CREATE OR REPLACE FUNCTION openccr.extracts_to_end() RETURNS TABLE (id uuid, why text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.id, CASE WHEN e.keep_until <= current_date THEN 'Its time is over.' ELSE 'A newer one has taken its place.' END
  FROM public.linkage_extract e
  WHERE e.partnership_id = openccr.actor_partnership() AND e.ended_at IS NULL
    AND (e.agency_id = openccr.actor_agency() OR openccr.actor_role() = 'commands')
    AND (e.keep_until <= current_date OR EXISTS (
      SELECT FROM public.linkage_extract n
      WHERE n.agency_id = e.agency_id AND n.kind = e.kind AND n.ended_at IS NULL AND n.taken_at > e.taken_at))
$$;
