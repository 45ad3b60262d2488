-- What an anchor holds of a chain: where it ends, and the beginning of the hash of each row since the last anchor. Hashes
-- alone, which tell nothing of what was done. For the partnership's own chain, and the one of acts outside any.
CREATE OR REPLACE FUNCTION openccr.anchor_of_chain(the_chain uuid, after_number bigint)
RETURNS TABLE (ends_at bigint, end_hash bytea, marks bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' OR the_chain IS NULL OR the_chain NOT IN
     (openccr.actor_partnership(), '00000000-0000-0000-0000-000000000000') THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the clock and commands anchor the audit';
  END IF;
  RETURN QUERY
    SELECT max(s.number), (array_agg(s.hash ORDER BY s.number DESC))[1],
           string_agg(substr(s.hash, 1, 4), ''::bytea ORDER BY s.number)
    FROM public.audit_auditseal s WHERE s.partnership_id = the_chain AND s.number > after_number
    HAVING max(s.number) IS NOT NULL;
END $$;
