-- What an open link says to whoever holds it: nobody is signed in. A token of 256 bits cannot be guessed, and a link that
-- is unknown, used, withdrawn or too old answers the same: nothing.
CREATE OR REPLACE FUNCTION openccr.referral_link(the_hash text) RETURNS TABLE (
  id uuid, agency_id uuid, agency_name text, name text, organisation text, email text, packs jsonb, expires_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.id, l.agency_id, a.name, l.name, l.organisation, l.email, area.packs, l.expires_at
  FROM public.conference_referrallink l
  JOIN public.partnership_agency a ON a.id = l.agency_id
  JOIN public.partnership_partnership area ON area.id = a.partnership_id
  WHERE l.token_hash = the_hash AND l.withdrawn_at IS NULL AND l.expires_at > now() AND NOT (l.once AND l.used > 0)
    AND (a.left_on IS NULL OR a.left_on > current_date)
$$;

-- Leaves one draft by a link, once if the link works once: of two presses at the same time the second finds it used. The
-- draft goes to the coordinating agency, whose coordinator checks it. It is the one thing that a guest may write, and
-- nothing comes back.
CREATE OR REPLACE FUNCTION openccr.leave_referral(
  the_hash text, the_draft uuid, the_answers bytea, the_problems jsonb, the_receipt text, the_end timestamptz
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  taken public.conference_referrallink;
  checks uuid;
BEGIN
  UPDATE public.conference_referrallink l SET used = l.used + 1, used_at = now()
    WHERE l.token_hash = the_hash AND l.withdrawn_at IS NULL AND l.expires_at > now() AND NOT (l.once AND l.used > 0)
    RETURNING * INTO taken;
  SELECT area.coordinating_agency_id INTO checks
    FROM public.partnership_agency a JOIN public.partnership_partnership area ON area.id = a.partnership_id
    WHERE a.id = taken.agency_id AND (a.left_on IS NULL OR a.left_on > current_date);
  IF checks IS NULL THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
  INSERT INTO public.conference_referraldraft
      (id, agency_id, for_agency_id, made_by, made_by_name, source, link_id, receipt, sealed, problems, made_at,
       changed_at, expires_at)
    VALUES (the_draft, checks, taken.agency_id, NULL, taken.name || ', ' || taken.organisation, 'link', taken.id,
            the_receipt, the_answers, the_problems, now(), now(), the_end);
END $$;

-- Puts a file to the draft that a link leaves, in the same transaction and in no later one: once the draft is sent, whoever
-- holds the link adds nothing to it.
CREATE OR REPLACE FUNCTION openccr.leave_file(
  the_hash text, the_draft uuid, the_file uuid, the_kind text, the_name text, the_size integer, the_bytes bytea
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.conference_draftfile (id, agency_id, draft_id, kind, name, size, sealed, kept_by_name, kept_at)
    SELECT the_file, d.agency_id, d.id, the_kind, the_name, the_size, the_bytes, d.made_by_name, now()
    FROM public.conference_referraldraft d JOIN public.conference_referrallink l ON l.id = d.link_id
    WHERE d.id = the_draft AND d.made_at = now() AND l.token_hash = the_hash
      AND (SELECT count(*) FROM public.conference_draftfile f WHERE f.draft_id = d.id) < 3;
  IF NOT FOUND THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
END $$;

-- Removes the drafts past their time, whosever they are, and answers their ids for the log.
CREATE OR REPLACE FUNCTION openccr.remove_expired_drafts(the_time timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF openccr.actor_role() IS DISTINCT FROM 'commands' THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the nightly job removes expired drafts';
  END IF;
  DELETE FROM public.conference_draftfile f
    USING public.conference_referraldraft d, public.partnership_agency a
    WHERE f.draft_id = d.id AND d.expires_at <= the_time AND a.id = d.agency_id
      AND a.partnership_id = openccr.actor_partnership();
  RETURN QUERY DELETE FROM public.conference_referraldraft d
    USING public.partnership_agency a
    WHERE d.expires_at <= the_time AND a.id = d.agency_id AND a.partnership_id = openccr.actor_partnership()
    RETURNING d.id;
END $$;
