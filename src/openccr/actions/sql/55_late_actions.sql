-- For an agency's lead, who sees no case: how many open actions of the agency each of its people has, how many of them
-- are late and since when, and how many have nobody. Numbers and colleagues' names alone, never a case or an action.
-- Counts every case of the agency but those from which the lead is kept out, and the partnership's own actions too.
CREATE OR REPLACE FUNCTION openccr.open_actions_of(the_agency uuid, the_day date) RETURNS TABLE (
  owner_name text, open_count bigint, late_count bigint, escalated_count bigint, oldest date
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(o.name, ''), count(*), count(*) FILTER (WHERE a.due_on < the_day),
         count(*) FILTER (WHERE a.escalated_to <> ''), min(a.due_on)
  FROM public.actions_action a
  LEFT JOIN public.partnership_appointment o ON o.id = a.owner_id
  WHERE openccr.actor_role() = 'lead' AND the_agency = openccr.actor_agency() AND a.agency_id = the_agency
    AND a.state IN ('agreed', 'in_progress') AND a.lock <> 'locked'
    AND (a.file_id IS NULL OR NOT (a.file_id = ANY (openccr.excluded_files())))
  GROUP BY coalesce(o.name, '')
  ORDER BY 3 DESC, 1
$$;
