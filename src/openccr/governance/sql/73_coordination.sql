-- How many debriefs were offered, asked for and taken from one day to another. Whoever leads the work reads no single
-- answer: an offer is between the person and who talks with them.
CREATE OR REPLACE FUNCTION openccr.debriefs_counted(the_first date, the_last date)
RETURNS TABLE (offered bigint, asked_for bigint, taken bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) FILTER (WHERE NOT d.own_wish), count(*) FILTER (WHERE d.own_wish), count(*) FILTER (WHERE d.answer = 'taken')
  FROM public.governance_debrief d
  WHERE openccr.actor_role() IN ('coordinator', 'chair') AND d.partnership_id = openccr.actor_partnership()
    AND d.offered_on BETWEEN the_first AND the_last
$$;
-- For a chair: how many minutes the coordinators worked, by kind of work and hour of the day. Never a day, never a name.
CREATE OR REPLACE FUNCTION openccr.coordination_load(the_first date, the_last date)
RETURNS TABLE (kind text, hour smallint, minutes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.kind, t.hour, sum(t.minutes)
  FROM public.governance_timespent t
  WHERE openccr.actor_role() = 'chair' AND t.partnership_id = openccr.actor_partnership()
    AND t.on BETWEEN the_first AND the_last AND the_last - the_first >= 27
  GROUP BY t.kind, t.hour ORDER BY 3 DESC
$$;
