-- Who may have a figure before it is signed off, and exact ones after: the partnership's coordinators and its commands.
-- Not whoever is excluded from any case at all: if only the periods in which that case counts were kept from them, the
-- period would tell that there is one (docs/decisions/0013).
CREATE OR REPLACE FUNCTION openccr.sees_every_figure() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (openccr.actor_whole_area() IS NOT NULL OR openccr.actor_role() IS NOT DISTINCT FROM 'commands')
    AND cardinality(openccr.excluded_files()) = 0
$$;

GRANT EXECUTE ON FUNCTION openccr.actor(), openccr.actor_user(), openccr.actor_appointment(), openccr.actor_agency(),
  openccr.actor_partnership(), openccr.actor_role(), openccr.actor_whole_area(), openccr.excluded_files(),
  openccr.sees_every_figure() TO openccr_insight;
