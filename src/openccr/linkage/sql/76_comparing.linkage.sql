-- Whether a use of linkage is open in the actor's partnership: board, data protection officer and survivors' panel have
-- signed for it and for what it rests on, each by another account, and none has taken it back (rules/signoffs.py).
CREATE OR REPLACE FUNCTION openccr.linkage_open(the_use text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT bool_and((SELECT count(DISTINCT s.body) = 3 AND count(DISTINCT s.user_id) = 3 FROM public.linkage_signoff s
                   WHERE s.partnership_id = openccr.actor_partnership() AND s.use = needed AND s.withdrawn_at IS NULL
                     AND s.signed_on <= current_date AND s.until_on > current_date))
  FROM unnest(CASE the_use WHEN 'missing' THEN ARRAY['matching', 'missing'] ELSE ARRAY[the_use] END) AS needed
$$;

-- Only a partnership's own service compares, and only while all three have signed.
CREATE OR REPLACE FUNCTION openccr.must_compare(the_use text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' OR NOT openccr.linkage_open(the_use) THEN
    RAISE insufficient_privilege USING MESSAGE = 'records of different agencies are not compared here';
  END IF;
END $$;
COMMENT ON FUNCTION openccr.must_compare(text) IS 'inner';

-- The records that may be compared: of extracts that are compared, neither ended nor over their time. Sealed, as they lie.
CREATE OR REPLACE FUNCTION openccr.extract_rows() RETURNS TABLE (
  record_id uuid, agency_id uuid, token text, sealed bytea
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM openccr.must_compare('matching');
  RETURN QUERY
  SELECT r.id, r.agency_id, r.token::text, r.sealed FROM public.linkage_extractrecord r
  JOIN public.linkage_extract e ON e.id = r.extract_id
  JOIN public.partnership_agency a ON a.id = r.agency_id
  WHERE e.partnership_id = openccr.actor_partnership() AND e.compared AND e.ended_at IS NULL
    AND e.keep_until > current_date AND (a.left_on IS NULL OR a.left_on > current_date)
  ORDER BY r.agency_id, r.token;
END $$;

-- The people of open cases of the conference. Whereabouts sealed as they lie, with each person's wrapped key.
CREATE OR REPLACE FUNCTION openccr.linked_people() RETURNS TABLE (
  person_id uuid, born_on date, sex text, ethnicity text, names jsonb, places jsonb, key_version smallint, wrapped bytea,
  parts jsonb
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM openccr.must_compare('matching');
  RETURN QUERY
  SELECT p.id, p.born_on, p.sex::text, p.ethnicity::text,
    (SELECT jsonb_agg(jsonb_build_array(n.given, n.family, n.kind) ORDER BY n.kind <> 'name', n.until_on IS NOT NULL, n.given, n.family)
     FROM public.people_personname n WHERE n.person_id = p.id),
    (SELECT jsonb_agg(jsonb_build_array(w.kind, encode(w.sealed, 'base64')) ORDER BY w.from_on DESC)
     FROM public.people_whereabouts w WHERE w.person_id = p.id AND w.kind IN ('address', 'postcode', 'phone')),
    k.version, k.wrapped,
    jsonb_agg(DISTINCT jsonb_build_object('file', t.file_id, 'part', t.kind, 'opened', c.opened_at::date,
                                          'open', c.closed_at IS NULL))
  FROM public.people_person p
  JOIN public.people_part t ON t.person_id = p.id
  JOIN public.casefiles_casefile c ON c.id = t.file_id
  LEFT JOIN public.people_personkey k ON k.person_id = p.id
  WHERE c.partnership_id = openccr.actor_partnership() AND c.kind = 'marac' AND p.merged_into_id IS NULL
    AND t.kind IN ('victim', 'harmer', 'child')
  GROUP BY p.id, k.version, k.wrapped
  ORDER BY p.id;
END $$;

-- Writes a run and the pairs for reviewers. A pair that was decided stays as it is; one that waits is found anew. Records
-- of two agencies stand side by side only once both have said that theirs may be compared.
CREATE OR REPLACE FUNCTION openccr.keep_run(the_records integer, the_bands jsonb, the_pairs jsonb, the_time timestamptz)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  area uuid := openccr.actor_partnership();
  made uuid := gen_random_uuid();
BEGIN
  PERFORM openccr.must_compare('matching');
  INSERT INTO public.linkage_matchrun (id, partnership_id, at, records, bands)
    VALUES (made, area, the_time, the_records, the_bands);
  DELETE FROM public.linkage_reviewpair WHERE partnership_id = area AND state = 'waiting';
  INSERT INTO public.linkage_reviewpair (id, partnership_id, agency_id, kind, one_id, other_id, tokens, probability, band,
                                         sampled, evidence, found_at, state, decision, reason, decided_by, second, second_by)
    SELECT gen_random_uuid(), area, w.agency, w.kind, w.one, w.other, w.tokens, w.probability, w.band, w.sampled,
           w.evidence, the_time, 'waiting', '', '', '', '', ''
    FROM jsonb_to_recordset(the_pairs) AS w(
      agency uuid, kind text, one uuid, other uuid, tokens text, probability float, band smallint, sampled boolean,
      evidence jsonb, one_token text, other_token text)
    WHERE w.kind <> 'across' OR (
      EXISTS (SELECT FROM public.linkage_heldmatch h
              WHERE h.partnership_id = area AND h.token = w.one_token AND h.answer = 'say' AND h.compares)
      AND EXISTS (SELECT FROM public.linkage_heldmatch h
                  WHERE h.partnership_id = area AND h.token = w.other_token AND h.answer = 'say' AND h.compares))
    -- What was decided keeps what the model said then: by that it is measured.
    ON CONFLICT (partnership_id, tokens) DO UPDATE SET one_id = EXCLUDED.one_id, other_id = EXCLUDED.other_id;
  RETURN made;
END $$;

-- The decisions that stand, for the next run: equal tokens, and whether they are one.
CREATE OR REPLACE FUNCTION openccr.decided_pairs() RETURNS TABLE (tokens text, decision text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM openccr.must_compare('matching');
  RETURN QUERY SELECT p.tokens::text, p.decision::text FROM public.linkage_reviewpair p
    WHERE p.partnership_id = openccr.actor_partnership() AND p.state = 'decided' AND p.decision IN ('same', 'different');
END $$;

-- Two people of cases who were found to be two on a case's page: for the next run as decided as a pair is.
CREATE OR REPLACE FUNCTION openccr.people_found_two() RETURNS TABLE (one uuid, other uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM openccr.must_compare('matching');
  RETURN QUERY SELECT n.person_id, n.other_id FROM public.people_notsame n
    WHERE EXISTS (SELECT FROM public.people_part t JOIN public.casefiles_casefile c ON c.id = t.file_id
                  WHERE t.person_id = n.person_id AND c.partnership_id = openccr.actor_partnership());
END $$;

-- What was decided, of which probability, for the estimate and for learning; of whom, nobody is told. Two who were called
-- one and found to be two afterwards, on a case's page, are two.
CREATE OR REPLACE FUNCTION openccr.review_decisions() RETURNS TABLE (
  band smallint, probability double precision, decision text, sampled boolean
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_role() IS NULL OR openccr.actor_role() NOT IN ('coordinator', 'chair', 'protection_officer', 'commands')
  THEN
    RAISE insufficient_privilege USING MESSAGE = 'only who answers for linkage sees how good it is';
  END IF;
  RETURN QUERY SELECT p.band, p.probability,
    CASE WHEN p.kind = 'people' AND EXISTS (
      SELECT FROM public.people_notsame n
      WHERE n.person_id = least(p.one_id, p.other_id) AND n.other_id = greatest(p.one_id, p.other_id)
    ) THEN 'different' ELSE p.decision::text END, p.sampled FROM public.linkage_reviewpair p
    WHERE p.partnership_id = openccr.actor_partnership() AND p.state = 'decided' AND p.decision IN ('same', 'different');
END $$;

-- Two records of different agencies, for the coordinator, while both agencies let them be compared and the three have
-- signed.
CREATE OR REPLACE FUNCTION openccr.compared_records(the_pair uuid) RETURNS TABLE (
  record_id uuid, agency_id uuid, sealed bytea
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.id, r.agency_id, r.sealed FROM public.linkage_reviewpair p
  JOIN public.linkage_extractrecord r ON r.id IN (p.one_id, p.other_id)
  JOIN public.linkage_extract e ON e.id = r.extract_id AND e.compared AND e.ended_at IS NULL
  WHERE p.id = the_pair AND p.kind = 'across' AND p.partnership_id = openccr.actor_whole_area()
    AND openccr.linkage_open('matching')
    AND (SELECT bool_and(EXISTS (SELECT FROM public.linkage_heldmatch h
                                 WHERE h.token = o.token AND h.agency_id = o.agency_id AND h.compares))
         FROM public.linkage_extractrecord o WHERE o.id IN (p.one_id, p.other_id))
$$;
