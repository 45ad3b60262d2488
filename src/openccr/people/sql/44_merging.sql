-- What tells where two people are stays with the files that knew it when they are put together: from then on each row is
-- seen through the files its own person had, those out of sight of whoever decides included. What both know already stays.
CREATE OR REPLACE FUNCTION openccr.keep_to_their_files(one uuid, other uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid;
  files jsonb;
BEGIN
  IF openccr.actor_whole_area() IS NULL AND openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  FOREACH who IN ARRAY ARRAY[one, other] LOOP
    files := (SELECT coalesce(jsonb_agg(DISTINCT p.file_id), '[]') FROM public.people_part p WHERE p.person_id = who);
    UPDATE public.people_whereabouts w SET kept_to = files WHERE w.person_id = who AND w.kept_to = '[]'::jsonb
      AND NOT EXISTS (SELECT FROM public.people_whereabouts o WHERE o.person_id IN (one, other) AND o.person_id <> who
                        AND o.kind = w.kind AND o.match = w.match AND o.until_on IS NOT DISTINCT FROM w.until_on
                        AND o.kept_to = '[]'::jsonb);
    UPDATE public.people_identifier i SET kept_to = files WHERE i.person_id = who AND i.kept_to = '[]'::jsonb
      AND NOT EXISTS (SELECT FROM public.people_identifier o WHERE o.person_id IN (one, other) AND o.person_id <> who
                        AND o.kind = i.kind AND o.match = i.match AND o.kept_to = '[]'::jsonb);
  END LOOP;
END $$;

-- A place that is retired for one of two is retired for both, before they are put together and after they are taken apart.
CREATE OR REPLACE FUNCTION openccr.retire_alike(one uuid, other uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_whole_area() IS NULL AND openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  UPDATE public.people_whereabouts w SET retired_at = known.at
  FROM (SELECT r.match, min(r.retired_at) AS at FROM public.people_whereabouts r
        WHERE r.person_id IN (one, other) AND r.retired_at IS NOT NULL GROUP BY r.match) known
  WHERE w.person_id IN (one, other) AND w.match = known.match AND w.retired_at IS NULL;
END $$;

-- Gives the parts that moved when two were put together back to the person who was emptied then, who is hers again. The
-- application sees nobody without a part and gives no part to who was emptied. Only for who sees every one of the files.
CREATE OR REPLACE FUNCTION openccr.part_again(the_recognition uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  made public.people_recognition;
  theirs uuid[];
BEGIN
  SELECT * INTO made FROM public.people_recognition r WHERE r.id = the_recognition AND r.state IN ('stands', 'parting') AND r.emptied;
  IF NOT FOUND OR (openccr.actor_whole_area() IS NULL AND openccr.actor_role() IS DISTINCT FROM 'commands') THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  theirs := ARRAY(SELECT p.id FROM public.people_part p
                  WHERE p.person_id = made.as_person_id AND jsonb_exists(made.parts, p.id::text));
  IF EXISTS (SELECT FROM public.people_part p WHERE p.id = ANY (theirs) AND (
               p.file_id = ANY (openccr.excluded_files()) OR NOT EXISTS (
                 SELECT FROM public.casefiles_grant g WHERE g.file_id = p.file_id AND g.key = ANY (openccr.actor_keys())
                   AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now())))) THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  UPDATE public.people_person n SET merged_into_id = NULL
    WHERE n.id = made.person_id AND n.merged_into_id = made.as_person_id;
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
  UPDATE public.people_part p SET person_id = made.person_id WHERE p.id = ANY (theirs);
  RETURN made.person_id;
END $$;

-- Whom a row of a file is about by now: the one it names, or, where that one has no part in the file any more, whoever of
-- those it was put together with or taken apart from has. For whoever sees the file; to everybody else it says what was given.
CREATE OR REPLACE FUNCTION openccr.who_in_file(the_file uuid, who uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN EXISTS (SELECT FROM public.people_part p WHERE p.file_id = the_file AND p.person_id = who) THEN who
  ELSE coalesce((
    WITH RECURSIVE held (id) AS (
      SELECT who
      UNION
      SELECT one.id FROM held
      JOIN public.people_recognition r ON r.done_at IS NOT NULL
        AND (r.person_id = held.id OR r.as_person_id = held.id OR r.parted_as_id = held.id)
      CROSS JOIN LATERAL (VALUES (r.person_id), (r.as_person_id), (r.parted_as_id)) AS one (id)
      WHERE one.id IS NOT NULL
    )
    SELECT p.person_id FROM public.people_part p JOIN held ON held.id = p.person_id
    WHERE p.file_id = the_file AND NOT (the_file = ANY (openccr.excluded_files()))
      AND EXISTS (SELECT FROM public.casefiles_grant g WHERE g.file_id = the_file AND g.key = ANY (openccr.actor_keys())
                  AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now()))
    ORDER BY p.until_on DESC NULLS FIRST, p.person_id LIMIT 1), who) END
$$;

-- Whoever asks, agrees or takes apart stands there with their own account, whatever is written: one person is never two.
CREATE OR REPLACE FUNCTION openccr.recognised_in_own_name() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me uuid := openccr.actor_user();
BEGIN
  IF (NEW.agreed_user IS DISTINCT FROM OLD.agreed_user AND NEW.agreed_user IS DISTINCT FROM me)
     OR (NEW.undone_user IS DISTINCT FROM OLD.undone_user AND NEW.undone_user IS DISTINCT FROM me)
     OR (NEW.apart_user IS DISTINCT FROM OLD.apart_user AND NEW.apart_user IS DISTINCT FROM me
         AND NEW.apart_user IS NOT NULL)
     OR (NEW.apart_agreed_user IS DISTINCT FROM OLD.apart_agreed_user AND NEW.apart_agreed_user IS DISTINCT FROM me
         AND NEW.apart_agreed_user IS NOT NULL) THEN
    RAISE insufficient_privilege USING MESSAGE = 'each account answers in its own name';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER recognised_in_own_name BEFORE UPDATE ON public.people_recognition
  FOR EACH ROW EXECUTE FUNCTION openccr.recognised_in_own_name();

-- The people who were emptied when they were put together with somebody else, for whoever sees the case in which it was
-- decided: an area that leaves takes them along, so that what was put together can be taken apart elsewhere too.
CREATE OR REPLACE FUNCTION openccr.emptied_by(the_recognition uuid) RETURNS SETOF public.people_person
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.* FROM public.people_recognition r JOIN public.people_person n ON n.id = r.person_id
  WHERE r.id = the_recognition AND n.merged_into_id IS NOT NULL
    AND (openccr.actor_whole_area() IS NOT NULL OR openccr.actor_role() = 'commands')
    AND NOT (r.file_id = ANY (openccr.excluded_files()))
    AND EXISTS (SELECT FROM public.casefiles_grant g WHERE g.file_id = r.file_id AND g.key = ANY (openccr.actor_keys())
                AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now()))
$$;
