-- Deletes the rows of a table and every row that rests on them, and answers how many of which table. A row of another
-- case lets go of what is deleted if it can; if it cannot, nothing is deleted: another case rests on this one.
CREATE OR REPLACE FUNCTION openccr.dispose_rows(the_table regclass, the_ids uuid[], the_file uuid)
RETURNS TABLE (kind text, removed bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  link record;
  has_file boolean;
  theirs uuid[];
  others bigint;
  gone bigint;
BEGIN
  -- Nothing is reached but by dispose_file, which has looked who asks.
  IF current_setting('openccr.disposing', true) IS DISTINCT FROM the_file::text THEN
    RAISE insufficient_privilege USING MESSAGE = 'only a disposal removes a case';
  END IF;
  IF cardinality(the_ids) = 0 THEN RETURN; END IF;
  FOR link IN
    SELECT c.conrelid::regclass AS child, a.attname AS field, a.attnotnull AS needed
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = the_table AND cardinality(c.conkey) = 1
  LOOP
    has_file := EXISTS (SELECT FROM pg_attribute WHERE attrelid = link.child AND attname = 'file_id' AND NOT attisdropped);
    IF has_file THEN
      EXECUTE format('SELECT count(*) FROM %s WHERE %I = ANY ($1) AND file_id <> $2', link.child, link.field)
        INTO others USING the_ids, the_file;
      IF others > 0 AND link.needed THEN
        RAISE object_in_use USING MESSAGE = 'another case rests on this one';
      ELSIF others > 0 THEN
        EXECUTE format('UPDATE %s SET %I = NULL WHERE %I = ANY ($1) AND file_id <> $2', link.child, link.field, link.field)
          USING the_ids, the_file;
      END IF;
      EXECUTE format('SELECT coalesce(array_agg(id), ARRAY[]::uuid[]) FROM %s WHERE %I = ANY ($1) AND file_id = $2',
        link.child, link.field) INTO theirs USING the_ids, the_file;
    ELSE
      EXECUTE format('SELECT coalesce(array_agg(id), ARRAY[]::uuid[]) FROM %s WHERE %I = ANY ($1)',
        link.child, link.field) INTO theirs USING the_ids;
    END IF;
    -- A row that points at its own kind, such as an earlier referral of the same case, goes with them.
    IF link.child = the_table THEN
      theirs := ARRAY(SELECT one FROM unnest(theirs) one WHERE NOT one = ANY (the_ids));
    END IF;
    RETURN QUERY SELECT * FROM openccr.dispose_rows(link.child, theirs, the_file);
  END LOOP;
  EXECUTE format('DELETE FROM %s WHERE id = ANY ($1)', the_table) USING the_ids;
  GET DIAGNOSTICS gone = ROW_COUNT;
  kind := the_table::text; removed := gone;
  RETURN NEXT;
END $$;

-- Removes a file, what hangs on it, its people who have no part in another, and the papers made of it. For a disposal that
-- two people decided, and for doing it again in a database that was restored from before it.
CREATE OR REPLACE FUNCTION openccr.dispose_of(the_file uuid)
RETURNS TABLE (kind text, removed bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  people uuid[];
BEGIN
  PERFORM set_config('openccr.disposing', the_file::text, true);
  people := ARRAY(SELECT DISTINCT p.person_id FROM public.people_part p WHERE p.file_id = the_file
                    AND NOT EXISTS (SELECT FROM public.people_part o
                                      WHERE o.person_id = p.person_id AND o.file_id <> the_file));
  RETURN QUERY SELECT * FROM openccr.dispose_rows('public.casefiles_casefile', ARRAY[the_file], the_file);
  people := people || ARRAY(SELECT p.id FROM public.people_person p WHERE p.merged_into_id = ANY (people));
  RETURN QUERY SELECT * FROM openccr.dispose_rows('public.people_person', people, the_file);
  DELETE FROM public.documents_storedfile s USING public.documents_madepaper m
    WHERE m.about_id = the_file AND s.id IN (m.pdf_id, m.docx_id);
  DELETE FROM public.documents_madepaper WHERE about_id = the_file;
  PERFORM set_config('openccr.disposing', '', true);
END $$;

-- The application reaches neither by itself: both are called by what looks first who asks.
COMMENT ON FUNCTION openccr.dispose_rows(regclass, uuid[], uuid) IS 'inner';
COMMENT ON FUNCTION openccr.dispose_of(uuid) IS 'inner';

-- Disposes of a closed file that one coordinator proposed and another approves now, unless something holds it. The
-- people of it go too, when they have no part in another file. The audit is not touched: its ids name nobody any more.
CREATE OR REPLACE FUNCTION openccr.dispose_file(the_disposal uuid)
RETURNS TABLE (kind text, removed bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  what public.documents_disposal;
BEGIN
  SELECT * INTO what FROM public.documents_disposal d
    WHERE d.id = the_disposal AND d.partnership_id = openccr.actor_whole_area() AND d.dropped_at IS NULL
      AND d.disposed_at IS NULL FOR UPDATE;
  IF NOT FOUND OR what.file_id = ANY (openccr.excluded_files()) THEN
    RAISE no_data_found;
  END IF;
  IF openccr.actor_user() IS NULL OR openccr.same_human(what.proposed_user) THEN
    RAISE insufficient_privilege USING MESSAGE = 'two people dispose of a file';
  END IF;
  IF NOT EXISTS (SELECT FROM public.casefiles_casefile f WHERE f.id = what.file_id AND f.closed_at IS NOT NULL
                   AND f.partnership_id = what.partnership_id) THEN
    RAISE object_in_use USING MESSAGE = 'the file is not closed';
  END IF;
  IF EXISTS (SELECT FROM public.documents_legalhold h WHERE h.file_id = what.file_id AND h.ended_at IS NULL) THEN
    RAISE object_in_use USING MESSAGE = 'the file is on hold';
  END IF;
  RETURN QUERY SELECT * FROM openccr.dispose_of(what.file_id);
END $$;
