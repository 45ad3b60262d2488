-- Each agency rates alone, so while a round is open nobody reads the others' answers. Whoever leads it learns only how
-- many questions each agency has answered, to remind those that have not.
CREATE OR REPLACE FUNCTION openccr.answered_in(the_round uuid) RETURNS TABLE (agency_id uuid, answered bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.agency_id, count(*) FROM public.governance_rating r
  WHERE r.round_id = the_round AND r.partnership_id = openccr.actor_partnership()
    AND openccr.actor_role() IN ('coordinator', 'chair')
  GROUP BY r.agency_id
$$;
-- The middle of what other partnerships of this installation agreed in their last closed round, component by component,
-- without saying whose it is; nothing below three of them.
CREATE OR REPLACE FUNCTION openccr.elsewhere(the_form text) RETURNS TABLE (component text, middle numeric, areas bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH latest AS (
    SELECT DISTINCT ON (a.partnership_id) a.id, a.questions FROM public.governance_assessmentround a
    WHERE a.form = the_form AND a.state = 'closed' AND a.partnership_id <> openccr.actor_partnership()
      AND openccr.actor_role() IS NOT NULL
    ORDER BY a.partnership_id, a.opened_at DESC
  ), means AS (
    SELECT l.id, l.questions -> m.question ->> 0 AS component, avg(m.score) AS score
    FROM latest l JOIN public.governance_moderated m ON m.round_id = l.id GROUP BY 1, 2
  )
  SELECT component, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY score)::numeric, 1), count(*)
  FROM means WHERE component IS NOT NULL GROUP BY component HAVING count(*) >= 3
$$;
