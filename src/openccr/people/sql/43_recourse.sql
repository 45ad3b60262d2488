-- How many cases of the partnership have which status of recourse to public funds: the newest of each case, rounded to
-- five, none where fewer than five. Whoever counts reads no case of it, no name and none of her words.
CREATE OR REPLACE FUNCTION openccr.recourse_counts() RETURNS TABLE (status text, cases bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH newest AS (
    SELECT DISTINCT ON (r.file_id) r.file_id, r.status FROM public.people_recoursetofunds r
    JOIN public.casefiles_casefile f ON f.id = r.file_id
    WHERE f.partnership_id = openccr.actor_partnership() AND r.status <> ''
      AND openccr.actor_role() IN ('coordinator', 'analyst', 'idva', 'chair')
    ORDER BY r.file_id, r.said_on DESC, r.id
  )
  SELECT n.status::text, (round(count(*) / 5.0) * 5)::bigint FROM newest n GROUP BY n.status HAVING count(*) >= 5
$$;
