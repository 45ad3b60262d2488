-- Grants and exclusions are written here and nowhere else: with INSERT on the grant table an agency that has nothing
-- could open any case by adding a row of its own.

-- The files that somebody is shut out of: by name, with the agency acted for, or with an agency or a unit of it in
-- which they hold any appointment. Else the header's "Change" would lead round it. Whoever invites types a unit's name
-- anew each time: in small letters or capitals it is the same one.
CREATE OR REPLACE FUNCTION openccr.shut_out_of(the_user uuid, the_agency uuid) RETURNS TABLE (file_id uuid)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT x.file_id FROM public.casefiles_exclusion x
  WHERE x.from_at <= now() AND (x.until_at IS NULL OR x.until_at > now()) AND x.id IN (
    SELECT n.id FROM public.casefiles_exclusion n WHERE n.user_id = the_user
    UNION ALL
    SELECT n.id FROM public.casefiles_exclusion n WHERE n.agency_id = the_agency AND n.unit = ''
    UNION ALL
    SELECT n.id FROM public.partnership_appointment a
    JOIN public.casefiles_exclusion n ON n.agency_id = a.agency_id AND lower(n.unit) IN ('', lower(a.unit))
    WHERE a.user_id = the_user AND a.ended_on IS NULL AND (a.until_on IS NULL OR a.until_on >= current_date))
$$;

CREATE OR REPLACE FUNCTION openccr.excluded_files() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(file_id), '{}') FROM openccr.shut_out_of(openccr.actor_user(), openccr.actor_agency())
$$;

-- The actor holds a managing grant on the file, in date, and is not excluded from it.
CREATE OR REPLACE FUNCTION openccr.manages(the_file uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.casefiles_grant g
                 WHERE g.file_id = the_file AND g.manages AND g.key = ANY (openccr.actor_keys())
                   AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now()))
         AND NOT (the_file = ANY (openccr.excluded_files()))
$$;

-- Opens the files of a list and returns the ids of those opened: one whose reference is taken already is left out, and
-- the caller draws another. Whoever enters what another agency sent lets that agency in as well.
CREATE OR REPLACE FUNCTION openccr.open_files(
  the_kind text, the_whole_area boolean, the_files jsonb, the_time timestamptz
) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  area uuid := openccr.actor_partnership();
  mine uuid := openccr.actor_agency();
  decider uuid := openccr.actor_appointment();
  coordinating uuid;
BEGIN
  IF area IS NULL OR mine IS NULL OR cardinality(openccr.actor_keys()) < 2 THEN
    RAISE insufficient_privilege USING MESSAGE = 'only an appointment with a case role opens a file';
  END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(the_files) AS f(for_agency uuid)
             WHERE f.for_agency IS NOT NULL AND NOT EXISTS (
               SELECT FROM public.partnership_agency a WHERE a.id = f.for_agency AND a.partnership_id = area)) THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  SELECT coordinating_agency_id INTO coordinating FROM public.partnership_partnership WHERE id = area;
  RETURN QUERY
  WITH wanted AS (
    SELECT * FROM jsonb_to_recordset(the_files) AS f(
      id uuid, reference text, title text, for_agency uuid, purpose text, basis text, event text, event_id uuid,
      opened_at timestamptz)
  ), opened AS (
    INSERT INTO public.casefiles_casefile AS c (id, partnership_id, kind, reference, title, whole_area_id, opened_at)
      SELECT w.id, area, the_kind, w.reference, w.title, CASE WHEN the_whole_area THEN area END,
             -- A past case opened when it came in then; those let in see it from now on.
             least(w.opened_at, the_time) FROM wanted w
      ON CONFLICT (reference) DO NOTHING
      RETURNING c.id
  ), let_in AS (
    INSERT INTO public.casefiles_grant (id, file_id, agency_id, manages, purpose, lawful_basis, from_at, decided_by,
                                        arises_from, arises_from_id)
      -- A page's clock is read after its transaction began, and what is opened must be seen in the same one.
      SELECT gen_random_uuid(), w.id, a.id, a.id IN (mine, coordinating), w.purpose, w.basis, least(the_time, now()),
             decider, w.event, w.event_id
      FROM opened o JOIN wanted w ON w.id = o.id
      JOIN public.partnership_agency a ON a.partnership_id = area AND a.id IN (mine, coordinating, w.for_agency)
  )
  SELECT o.id FROM opened o;
END $$;

-- Lets somebody in to see a file; to manage one is never given, only got by opening it.
-- Answers the same for a file that is not there and one that the actor does not manage.
CREATE OR REPLACE FUNCTION openccr.give(
  the_file uuid, the_agency uuid, the_holder uuid, the_purpose text, the_basis text,
  the_start timestamptz, the_end timestamptz, the_event text, the_event_id uuid
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  made uuid := gen_random_uuid();
BEGIN
  IF NOT openccr.manages(the_file) OR NOT EXISTS (
    SELECT FROM public.partnership_agency a WHERE a.id = the_agency AND a.partnership_id = openccr.actor_partnership()
  ) OR (the_holder IS NOT NULL AND NOT EXISTS (
    SELECT FROM public.partnership_appointment p WHERE p.id = the_holder AND p.agency_id = the_agency
  )) THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  INSERT INTO public.casefiles_grant (id, file_id, agency_id, holder_id, manages, purpose, lawful_basis, from_at,
                                      until_at, decided_by, arises_from, arises_from_id)
    VALUES (made, the_file, the_agency, the_holder, false, the_purpose, the_basis, the_start, the_end,
            openccr.actor_appointment(), the_event, the_event_id);
  RETURN made;
END $$;

-- Ends a grant, but none that manages: else whoever opened a file could take it away from the coordinator.
CREATE OR REPLACE FUNCTION openccr.end_grant(the_grant uuid, the_end timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.casefiles_grant g SET until_at = the_end
    WHERE g.id = the_grant AND NOT g.manages AND openccr.manages(g.file_id)
      AND (g.until_at IS NULL OR g.until_at > the_end);
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
END $$;

-- Every grant on a file, for whoever manages it: "who can see this, and why".
CREATE OR REPLACE FUNCTION openccr.grants_on(the_file uuid) RETURNS SETOF public.casefiles_grant
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT g.* FROM public.casefiles_grant g WHERE g.file_id = the_file AND openccr.manages(the_file)
$$;

-- The agencies that work on a file which the actor sees: let in as a whole, and not shut out as a whole. Names alone,
-- which the research asked for shows as well; why and until when is for whoever manages the file.
CREATE OR REPLACE FUNCTION openccr.agencies_on(the_file uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT g.agency_id FROM public.casefiles_grant g
  WHERE g.file_id = the_file AND g.holder_id IS NULL
    AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now())
    AND NOT EXISTS (SELECT FROM public.casefiles_exclusion x
                    WHERE x.file_id = the_file AND x.agency_id = g.agency_id AND x.unit = ''
                      AND x.from_at <= now() AND (x.until_at IS NULL OR x.until_at > now()))
    AND EXISTS (SELECT FROM public.casefiles_grant own
                WHERE own.file_id = the_file AND own.key = ANY (openccr.actor_keys())
                  AND own.from_at <= now() AND (own.until_at IS NULL OR own.until_at > now()))
    AND NOT (the_file = ANY (openccr.excluded_files()))
$$;

-- It holds from this moment, and nobody shuts themselves out: somebody must be left who can let back in.
CREATE OR REPLACE FUNCTION openccr.exclude(
  the_file uuid, the_user uuid, the_agency uuid, the_unit text, the_reason text, the_time timestamptz
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  made uuid := gen_random_uuid();
BEGIN
  IF NOT openccr.manages(the_file) OR openccr.actor_role() NOT IN ('coordinator', 'commands') THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  INSERT INTO public.casefiles_exclusion (id, file_id, user_id, agency_id, unit, reason, from_at, decided_by,
                                           lift_reason, held, substitute)
    VALUES (made, the_file, the_user, the_agency, the_unit, the_reason, least(the_time, now()),
            openccr.actor_appointment(), '', false, '');
  IF NOT openccr.manages(the_file) THEN
    RAISE insufficient_privilege USING MESSAGE = 'nobody shuts themselves out';
  END IF;
  RETURN made;
END $$;

-- Whoever stood in for somebody kept out has no reason to see the case once they are let back in, or another stands in.
CREATE OR REPLACE FUNCTION openccr.end_standing_in(the_exclusion uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.casefiles_grant g SET until_at = now()
  WHERE g.file_id = (SELECT e.file_id FROM public.casefiles_exclusion e WHERE e.id = the_exclusion)
    AND g.arises_from = 'Excluded' AND g.arises_from_id = the_exclusion AND NOT g.manages
    AND (g.until_at IS NULL OR g.until_at > now())
$$;
COMMENT ON FUNCTION openccr.end_standing_in(uuid) IS 'inner';

-- An exclusion is lifted by two people: a coordinator says why, the data protection officer agrees; another coordinator,
-- where the partnership has no such officer. Neither is the one kept out, for whom `manages` and `officer_of` say no. A
-- new proposal takes the place of the last.
CREATE OR REPLACE FUNCTION openccr.propose_lift(the_exclusion uuid, the_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.casefiles_exclusion e
    SET lift_reason = the_reason, lift_user = openccr.actor_user(), lift_by = openccr.actor_appointment(),
        lift_at = now()
    WHERE e.id = the_exclusion AND openccr.actor_role() = 'coordinator' AND openccr.manages(e.file_id)
      AND openccr.actor_user() IS NOT NULL AND e.until_at IS NULL AND length(trim(the_reason)) > 0;
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
END $$;

-- Says no to a proposal, or takes one's own back: the exclusion stays.
CREATE OR REPLACE FUNCTION openccr.drop_lift(the_exclusion uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.casefiles_exclusion e SET lift_reason = '', lift_user = NULL, lift_by = NULL, lift_at = NULL
    WHERE e.id = the_exclusion AND e.until_at IS NULL AND e.lift_user IS NOT NULL
      AND ((openccr.actor_role() = 'coordinator' AND openccr.manages(e.file_id)) OR openccr.officer_of(e.file_id));
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
END $$;

CREATE OR REPLACE FUNCTION openccr.lift_exclusion(the_exclusion uuid, the_time timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- At once, as an exclusion begins: a page's clock is read after its transaction began.
  UPDATE public.casefiles_exclusion e SET until_at = least(the_time, now())
    WHERE e.id = the_exclusion AND e.lift_user IS NOT NULL
      AND (openccr.officer_of(e.file_id)
           OR (openccr.actor_role() = 'coordinator' AND openccr.manages(e.file_id) AND NOT openccr.has_officer()))
      AND e.until_at IS NULL AND NOT openccr.same_human(e.lift_user);
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
  PERFORM openccr.end_standing_in(the_exclusion);
END $$;
