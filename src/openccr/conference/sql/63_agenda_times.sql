-- The times of an agenda as its reader may know them. A case that they are kept out of would leave a gap in the times; so
-- those after it move up to the time before, and nothing shows. They may be early by that much, never late.
-- `moved`: something on this agenda is hidden from them.
CREATE OR REPLACE FUNCTION openccr.agenda_times(the_meeting uuid) RETURNS TABLE (hearing_id uuid, slot_at time, moved boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH every AS (
    SELECT h.id, h.file_id, h.slot_at, h.file_id = ANY ((SELECT openccr.excluded_files())::uuid[]) AS hidden
    FROM public.conference_hearing h JOIN public.conference_meeting m ON m.id = h.meeting_id
    WHERE h.meeting_id = the_meeting AND m.partnership_id = openccr.actor_partnership()
      AND h.slot_at IS NOT NULL AND h.state IN ('listed', 'heard')),
  times AS (SELECT e.slot_at, row_number() OVER (ORDER BY e.slot_at, e.id) AS place FROM every e),
  shown AS (SELECT e.id, e.file_id, row_number() OVER (ORDER BY e.slot_at, e.id) AS place FROM every e WHERE NOT e.hidden)
  SELECT s.id, t.slot_at, EXISTS (SELECT FROM every e WHERE e.hidden)
  FROM shown s JOIN times t USING (place)
  WHERE EXISTS (SELECT FROM public.casefiles_grant own
                WHERE own.file_id = s.file_id AND own.key = ANY (openccr.actor_keys())
                  AND own.from_at <= now() AND (own.until_at IS NULL OR own.until_at > now()));
$$;
