-- The cases heard at these meetings of the actor's partnership, counted by what is recorded of them: one row for each
-- meeting (or for all together, unless `apart`), characteristic and value. What a value means, and which measure counts
-- it, the pack and rules/ say. Listed are those neither heard nor deferred nor withdrawn.
-- A case is a hearing with its victim, so a repeat counts again (domain 1.12, measure 1). Ages are those of the day. A file
-- has one victim; should it have two, each characteristic counts once, and whoever is 16 or 17 before who is not.
CREATE OR REPLACE FUNCTION openccr.counted_cases(the_meetings uuid[], apart boolean) RETURNS TABLE (
  meeting_id uuid, what text, value text, cases bigint
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan  -- a year of meetings wants another plan than one meeting
AS $$
BEGIN
  IF NOT openccr.sees_every_figure() THEN
    RAISE insufficient_privilege USING MESSAGE = 'figures are shown when they are signed off';
  END IF;
  RETURN QUERY
  WITH asked AS (
    SELECT m.id, CASE WHEN apart THEN m.id END AS meeting, m."on" AS day,
           (m."on" - interval '18 years')::date AS of_18, (m."on" - interval '16 years')::date AS of_16
    FROM public.conference_meeting m
    WHERE m.id = ANY (the_meetings) AND m.partnership_id = openccr.actor_partnership()
  ), by_case AS (
    SELECT asked.meeting, r.source, CASE r.repeat WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS repeat,
           coalesce(max(one.sex) FILTER (WHERE p.kind = 'victim'), '') AS sex,
           coalesce(max(one.ethnicity) FILTER (WHERE p.kind = 'victim'), '') AS ethnicity,
           coalesce(max(one.disability) FILTER (WHERE p.kind = 'victim'), '') AS disability,
           coalesce(max(one.lgbt) FILTER (WHERE p.kind = 'victim'), '') AS lgbt,
           coalesce(min(CASE WHEN one.born_on > asked.of_18 AND one.born_on <= asked.of_16 THEN '16_17'
                             WHEN one.born_on IS NOT NULL THEN 'other' END) FILTER (WHERE p.kind = 'victim'), '') AS victim_age,
           coalesce(min(CASE WHEN one.born_on > asked.of_18 THEN '17_or_under'
                             WHEN one.born_on IS NOT NULL THEN 'other' END) FILTER (WHERE p.kind = 'harmer'), '') AS harming_age,
           count(*) FILTER (WHERE p.kind = 'child') AS children
    FROM asked
    JOIN public.conference_hearing h ON h.meeting_id = asked.id AND h.state = 'heard'
    JOIN public.conference_referral r ON r.id = h.referral_id
    LEFT JOIN public.people_part p ON p.file_id = h.file_id AND (p.until_on IS NULL OR p.until_on >= asked.day)
    LEFT JOIN public.people_person one ON one.id = p.person_id AND p.kind IN ('victim', 'harmer')
    GROUP BY h.id, asked.meeting, r.source, r.repeat
  )
  SELECT b.meeting,
         CASE WHEN GROUPING(b.source) = 0 THEN 'source' WHEN GROUPING(b.repeat) = 0 THEN 'repeat'
              WHEN GROUPING(b.sex) = 0 THEN 'sex' WHEN GROUPING(b.ethnicity) = 0 THEN 'ethnicity'
              WHEN GROUPING(b.disability) = 0 THEN 'disability' WHEN GROUPING(b.lgbt) = 0 THEN 'lgbt'
              WHEN GROUPING(b.victim_age) = 0 THEN 'victim_age' WHEN GROUPING(b.harming_age) = 0 THEN 'harming_age'
              ELSE 'cases' END,
         coalesce(b.source, b.repeat, b.sex, b.ethnicity, b.disability, b.lgbt, b.victim_age, b.harming_age, '')::text,
         count(*)
  FROM by_case b
  GROUP BY GROUPING SETS ((b.meeting), (b.meeting, b.source), (b.meeting, b.repeat), (b.meeting, b.sex),
                          (b.meeting, b.ethnicity), (b.meeting, b.disability), (b.meeting, b.lgbt),
                          (b.meeting, b.victim_age), (b.meeting, b.harming_age))
  UNION ALL
  SELECT b.meeting, 'children', '', sum(b.children)::bigint FROM by_case b GROUP BY b.meeting
  UNION ALL
  SELECT asked.meeting, 'listed', '', count(*)
  FROM asked JOIN public.conference_hearing h ON h.meeting_id = asked.id AND h.state = 'listed' GROUP BY asked.meeting;
END $$;
