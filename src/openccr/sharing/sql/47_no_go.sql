-- Passes her no-go list for a referral that a duty to protect a child or an adult calls for (decision 0019).
-- Whoever refers does not read the list. Of the one agency that they name the function answers how many lines stop it,
-- and with a reason writes in their name that each was outweighed. Of their own agency it answers none: an agency on the
-- list would learn of it.
CREATE OR REPLACE FUNCTION openccr.outweigh_no_go(
  the_file uuid, the_agency uuid, the_reason text, the_day date, the_time timestamptz
) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  lines uuid[];
BEGIN
  IF the_agency = openccr.actor_agency()
     OR openccr.actor_role() NOT IN ('coordinator', 'representative', 'idva')
     OR the_file = ANY (openccr.excluded_files())
     OR NOT EXISTS (SELECT FROM public.casefiles_grant own
                    WHERE own.file_id = the_file AND own.key = ANY (openccr.actor_keys())
                      AND own.from_at <= now() AND (own.until_at IS NULL OR own.until_at > now())) THEN
    RETURN 0;
  END IF;
  SELECT array_agg(n.id) INTO lines
  FROM public.sharing_nogo n JOIN public.partnership_agency a ON a.id = the_agency
  WHERE n.file_id = the_file AND n.person = '' AND n.from_on <= the_day
    AND (n.until_on IS NULL OR n.until_on >= the_day)
    AND (n.agency_id = a.id OR (n.kind <> '' AND n.kind = a.kind));
  IF btrim(the_reason) <> '' THEN
    INSERT INTO public.sharing_override
      (id, file_id, no_go_id, agency_id, outside, reason, duty, decided_by, decided_by_name, at)
    SELECT gen_random_uuid(), the_file, line, the_agency, '', btrim(the_reason), true, me.id, me.name, the_time
    FROM unnest(lines) line, public.partnership_appointment me WHERE me.id = openccr.actor_appointment();
  END IF;
  RETURN coalesce(cardinality(lines), 0);
END $$;
