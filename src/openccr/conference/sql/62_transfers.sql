-- The other partnerships of this installation to which a case can be sent: their names, and nothing of what they do.
CREATE OR REPLACE FUNCTION openccr.other_areas() RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT other.id, other.name::text
  FROM public.partnership_partnership other
  JOIN public.partnership_partnership mine ON mine.id = openccr.actor_partnership()
  WHERE openccr.actor_role() IN ('coordinator', 'commands', 'idva') AND other.id <> mine.id
    AND other.coordinating_agency_id IS NOT NULL AND other.demonstration = mine.demonstration
  ORDER BY other.name
$$;

-- Puts a case that was sent into the hands of another partnership's coordinating agency. Only whoever manages the case
-- sends it, and only to the partnership that its transfer names; nothing comes back.
CREATE OR REPLACE FUNCTION openccr.hand_transfer_over(
  the_transfer uuid, the_row uuid, the_content bytea, the_time timestamptz, the_due date
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  going public.conference_transfer;
  receives uuid;
BEGIN
  SELECT t.* INTO going FROM public.conference_transfer t
    WHERE t.id = the_transfer AND t.state = 'proposed' AND t.to_partnership IS NOT NULL AND openccr.manages(t.file_id);
  SELECT area.coordinating_agency_id INTO receives FROM public.partnership_partnership area
    WHERE area.id = going.to_partnership AND area.id IN (SELECT o.id FROM openccr.other_areas() o);
  IF receives IS NULL OR openccr.actor_role() NOT IN ('coordinator', 'commands') THEN
    RAISE no_data_found USING MESSAGE = 'not found';
  END IF;
  INSERT INTO public.conference_arrivedtransfer
      (id, agency_id, bundle, from_name, inside, sealed, arrived_at, due_on, state, answer, by_name)
    SELECT the_row, receives, the_transfer, mine.name, true, the_content, the_time, the_due, 'sent', '', ''
    FROM public.partnership_partnership mine WHERE mine.id = openccr.actor_partnership();
END $$;

-- Tells the sending partnership of this installation what became of its transfer: a state and a key, no words. Only the
-- coordinating agency that holds the case answers, and what it says is what its own row says. An answer that changes
-- opens a closed transfer again, so that it stands on the sender's list: they may have hung their plan on the first one.
-- One that is only taken back does not while a newer transfer of the case is open.
CREATE OR REPLACE FUNCTION openccr.answer_transfer(the_arrived uuid, the_time timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  arrived public.conference_arrivedtransfer;
BEGIN
  SELECT a.* INTO arrived FROM public.conference_arrivedtransfer a
    WHERE a.id = the_arrived AND a.agency_id = openccr.actor_agency() AND a.inside
      AND openccr.actor_role() IN ('coordinator', 'commands');
  UPDATE public.conference_transfer t
    SET state = arrived.state, answer = arrived.answer,
        acknowledged_at = coalesce(t.acknowledged_at, the_time),
        answered_at = CASE WHEN arrived.state = 'acknowledged' THEN t.answered_at ELSE the_time END
    WHERE t.id = arrived.bundle AND t.to_partnership = openccr.actor_partnership()
      AND t.state IN ('sent', 'acknowledged', 'listed', 'not_listed', 'closed')
      AND arrived.state IN ('acknowledged', 'listed', 'not_listed')
      AND (arrived.state <> 'acknowledged' OR NOT EXISTS (
        SELECT 1 FROM public.conference_transfer newer
        WHERE newer.file_id = t.file_id AND newer.id <> t.id AND newer.state IN ('proposed', 'sent', 'acknowledged')));
END $$;
