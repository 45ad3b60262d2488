-- The functions of openccr_linkage ask who acts, and whom that person is shut out from. Nothing else of the walls' is theirs.
GRANT EXECUTE ON FUNCTION openccr.actor(), openccr.actor_user(), openccr.actor_appointment(), openccr.actor_agency(),
  openccr.actor_partnership(), openccr.actor_role(), openccr.actor_whole_area(), openccr.excluded_files()
  TO openccr_linkage;
