"""The closed list of functions that run with the walls' own rights, each with why it must.

A function with SECURITY DEFINER that is not named here fails the wall test, and so does one without a search_path of
its own.
"""

DEFINERS: dict[str, str] = {
    "actor": "reads the key's pads, which nobody else may",
    "my_appointments": "an account asks for its appointments before it acts under one",
    "invitation": "whoever holds an invitation's link is nobody yet",
    "accept_invitation": "the application's role cannot write appointments, so nobody gives themselves a role",
    "join_agency": "organisations stand above partnerships, and no partnership writes them by itself",
    "service_appointments": "a command or job finds the appointment it acts under before it acts",
    "remove_expired_files": "the nightly job removes files of every agency and reads none",
    "files_without_a_row": "the nightly job learns which bytes on disk belong to nobody, and nothing of the rest",
    "who_can_be_told": "the worker needs the addresses of those who can see a file, and pages never read accounts",
    "excluded_files": "the excluded person may not read the exclusion that hides the file from them",
    "open_files": "makes files together with their first, managing grants",
    "give": "the application's role cannot write grants",
    "end_grant": "the application's role cannot write grants",
    "exclude": "an exclusion is written by the managing agency and seen by coordinators only",
    "lift_exclusion": "an exclusion ends by the managing agency's word",
    "agencies_on": "whoever sees a file may know which agencies work on it; others' grants stay unseen",
    "grants_on": "the managing agency sees every grant on its file; others only their own",
    "excluded_people": "whoever is shut out of a file may not read who is in it",
    "may_join": "a part may only be given to a person who is new or already seen",
    "seen_whole": "what hangs on a person is moved only if no part of hers lies out of sight",
    "counted_cases": "numbers count every case of the partnership; its owner reads the columns of access.counted alone",
    "move_head": "the end of the chain stands in a table that the application cannot write",
    "seal_event": "numbers and hashes audit rows in a table that the application cannot write",
}
