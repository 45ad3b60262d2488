-- An exclusion is of a human, not of an account: it follows somebody to each account that bears their name or address
-- (partnership/sql/18_humans.sql). A namesake is let back in as anybody is, by two people.

-- Whoever was kept out of a file just now is kept out by every other account of theirs. Called where the exclusion is made.
CREATE OR REPLACE FUNCTION openccr.follow_exclusion(the_file uuid, the_user uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT openccr.manages(the_file) OR openccr.actor_role() NOT IN ('coordinator', 'commands') THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  RETURN QUERY
    INSERT INTO public.casefiles_exclusion AS made (id, file_id, user_id, unit, reason, from_at, decided_by, lift_reason,
                                                    held, substitute)
    SELECT gen_random_uuid(), the_file, other, '',
           left('Another account of somebody who is kept out: ' || e.reason, 300), now(),
           openccr.actor_appointment(), '', false, ''
    FROM public.casefiles_exclusion e CROSS JOIN openccr.accounts_of_human(the_user) other
    WHERE e.file_id = the_file AND e.user_id = the_user AND e.until_at IS NULL
      AND other IS DISTINCT FROM openccr.actor_user()
      AND NOT EXISTS (SELECT FROM public.casefiles_exclusion x
                      WHERE x.file_id = the_file AND x.user_id = other AND x.until_at IS NULL)
    RETURNING made.id;
END $$;

-- Somebody new: each file from which another account of theirs is kept out does not exist for this one either. For the
-- partnership's own service actor.
CREATE OR REPLACE FUNCTION openccr.follow_exclusions(the_user uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  made bigint;
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the partnership itself follows exclusions';
  END IF;
  INSERT INTO public.casefiles_exclusion (id, file_id, user_id, unit, reason, from_at, decided_by, lift_reason, held,
                                          substitute)
    SELECT DISTINCT ON (e.file_id) gen_random_uuid(), e.file_id, the_user, '',
           left('Another account of somebody who is kept out: ' || e.reason, 300), now(), openccr.actor_appointment(), '',
           false, ''
    FROM public.casefiles_exclusion e
    JOIN public.casefiles_casefile f ON f.id = e.file_id AND f.partnership_id = openccr.actor_partnership()
    WHERE e.user_id IN (SELECT openccr.accounts_of_human(the_user)) AND e.until_at IS NULL AND NOT e.held
      AND NOT EXISTS (SELECT FROM public.casefiles_exclusion x
                      WHERE x.file_id = e.file_id AND x.user_id = the_user AND x.until_at IS NULL)
    ORDER BY e.file_id, e.from_at;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;
