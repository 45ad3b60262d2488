-- What an open invitation says to whoever holds its link: nobody is signed in yet. A token of 256 bits cannot be guessed.
CREATE OR REPLACE FUNCTION openccr.invitation(the_hash text) RETURNS TABLE (
  id uuid, email text, role text, agency_name text, partnership_name text, from_on date, until_on date, lets_back_in uuid
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.id, i.email, i.role, a.name, area.name, i.from_on, i.until_on, i.lets_back_in
  FROM public.partnership_invitation i
  JOIN public.partnership_agency a ON a.id = i.agency_id
  JOIN public.partnership_partnership area ON area.id = i.partnership_id
  WHERE i.token_hash = the_hash AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > now()
    AND (a.left_on IS NULL OR a.left_on > current_date)
$$;

-- Takes an invitation, once: of two presses at the same time the second finds it taken. Answers the new appointment,
-- or NULL when it only let somebody back in. The account must be the one that was written to, and not the sender's:
-- nobody gives themselves a role.
CREATE OR REPLACE FUNCTION openccr.accept_invitation(the_hash text, the_user uuid, the_name text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  taken public.partnership_invitation;
  made uuid;
BEGIN
  UPDATE public.partnership_invitation i SET accepted_at = now()
    WHERE i.token_hash = the_hash AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > now()
      AND EXISTS (SELECT FROM public.accounts_user u
                  WHERE u.id = the_user AND u.is_active AND lower(u.email) = lower(i.email)
                    AND (i.lets_back_in IS NULL
                         OR (i.lets_back_in = u.id
                             AND EXISTS (SELECT FROM public.partnership_appointment own
                                         WHERE own.user_id = u.id AND own.agency_id = i.agency_id))))
      AND NOT EXISTS (SELECT FROM public.partnership_appointment p WHERE p.id = i.made_by AND p.user_id = the_user)
    RETURNING * INTO taken;
  IF taken.id IS NULL THEN RAISE no_data_found USING MESSAGE = 'not found'; END IF;
  IF taken.lets_back_in IS NOT NULL THEN RETURN NULL; END IF;
  made := gen_random_uuid();
  INSERT INTO public.partnership_appointment (id, partnership_id, agency_id, user_id, name, post, unit, role, from_on,
                                              until_on, attested_on)
    VALUES (made, taken.partnership_id, taken.agency_id, the_user, the_name, taken.post, taken.unit, taken.role,
            taken.from_on, taken.until_on, greatest(taken.made_at::date, taken.from_on));
  RETURN made;
END $$;

-- An appointment's dates change until it is ended; whose it is, what it is and where it is never do.
CREATE OR REPLACE FUNCTION openccr.appointment_stays_itself() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.user_id, NEW.role, NEW.agency_id, NEW.partnership_id) IS DISTINCT FROM
     (OLD.user_id, OLD.role, OLD.agency_id, OLD.partnership_id) THEN
    RAISE insufficient_privilege USING MESSAGE = 'an appointment keeps its holder, role and agency';
  END IF;
  IF OLD.ended_on IS NOT NULL THEN
    RAISE insufficient_privilege USING MESSAGE = 'an appointment that was ended stays ended';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER appointment_stays_itself BEFORE UPDATE ON public.partnership_appointment
  FOR EACH ROW EXECUTE FUNCTION openccr.appointment_stays_itself();

-- An invitation is taken or withdrawn, once; else whoever may withdraw it could also write another role into it.
CREATE OR REPLACE FUNCTION openccr.invitation_stays_itself() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.accepted_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL
     OR to_jsonb(NEW) - 'accepted_at' - 'withdrawn_at' <> to_jsonb(OLD) - 'accepted_at' - 'withdrawn_at' THEN
    RAISE insufficient_privilege USING MESSAGE = 'an invitation is taken or withdrawn, once, and never changed';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER invitation_stays_itself BEFORE UPDATE ON public.partnership_invitation
  FOR EACH ROW EXECUTE FUNCTION openccr.invitation_stays_itself();

-- An agency joins: organisations stand above partnerships, so no partnership writes them by itself.
CREATE OR REPLACE FUNCTION openccr.join_agency(
  the_agency uuid, the_organisation text, the_name text, the_kind text, the_day date
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  area uuid := openccr.actor_whole_area();
  organisation uuid;
BEGIN
  IF area IS NULL THEN
    RAISE insufficient_privilege USING MESSAGE = 'only the coordinating agency''s coordinator lets an agency join';
  END IF;
  INSERT INTO public.partnership_organisation (id, name) VALUES (gen_random_uuid(), the_organisation)
    ON CONFLICT (name) DO NOTHING;
  SELECT o.id INTO organisation FROM public.partnership_organisation o WHERE o.name = the_organisation;
  INSERT INTO public.partnership_agency (id, partnership_id, organisation_id, kind, name, joined_on)
    VALUES (the_agency, area, organisation, the_kind, the_name, the_day);
END $$;
