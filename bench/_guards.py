"""Guards of the walls that `./run bench mutants` takes out, one at a time: those of the database come first."""

from __future__ import annotations

from bench._guard import Guard
from bench._guards_of_apps import EACH, OF_APPS

WALLS, GRANTS, ACTOR = "access/walls.py", "casefiles/sql/20_grants.sql", "access/sql/10_actor.sql"
ALONE, FORGING = ("tests/walls/test_each_wall_alone.py",), ("tests/walls/test_forging.py",)

OF_THE_DATABASE = (
    Guard("a grant counts before it begins", WALLS, " AND g.from_at <= now() AND (", " AND (", ALONE),
    Guard(
        "a grant counts after its end", WALLS, "AND (g.until_at IS NULL OR g.until_at > now()) OFFSET", "OFFSET", ALONE
    ),
    Guard(
        "exclusions are not asked", WALLS, 'return f"NOT ({file} = ANY', 'return "true" or f"NOT ({file} = ANY', ALONE
    ),
    Guard("whoever has a grant counts as managing", WALLS, "{' AND g.manages' if manages else ''}", "", FORGING),
    Guard(
        "any agency's coordinator sees the whole area",
        ACTOR,
        "CASE WHEN part[6] = 'whole' THEN",
        "CASE WHEN part[5] = 'coordinator' THEN",
        ("tests/walls/test_asked_by_hand.py",),
    ),
    Guard(
        "an agency puts rows in for another",
        WALLS,
        'Policy("put_in_by", APP, command="INSERT", permissive=False, check=put)',
        'Policy("put_in_by", APP, command="INSERT", permissive=False, check="true")',
        FORGING,
    ),
    Guard(
        "an agency changes what another answers for",
        WALLS,
        'Policy("answers_for_it", APP, command="UPDATE", permissive=False, using=changed)',
        'Policy("answers_for_it", APP, command="UPDATE", permissive=False, using="true")',
        FORGING,
    ),
    Guard(
        "anybody on the case writes the hearing's notes",
        WALLS,
        'Policy("writers_change", APP, command="UPDATE", permissive=False, using=test)',
        'Policy("writers_change", APP, command="UPDATE", permissive=False, using="true")',
        FORGING,
    ),
    Guard(
        "recourse and adviser's notes are read by every role",
        WALLS,
        'mine = f"(SELECT openccr.actor_role()) IN ({roles}) AND {granted(column)}"',
        "mine = granted(column)",
        ("tests/walls/test_traps.py",),
    ),
    Guard(
        "whoever is shut out reads the rows kept for a role",
        WALLS,
        'Policy("role_in_file_put", APP, command="INSERT", check=granted(column)),\n'
        '            Policy("excluded", APP, permissive=False, using=out, check=out),',
        'Policy("role_in_file_put", APP, command="INSERT", check=granted(column)),\n'
        '            Policy("excluded", APP, permissive=False, using="true", check="true"),',
        ALONE,
    ),
    Guard(
        "every person is read by everybody",
        WALLS,
        'Policy("part", APP, command="SELECT", using=seen)',
        'Policy("part", APP, command="SELECT", using="true")',
        ("tests/walls/test_traps.py",),
    ),
    Guard(
        "a name is hung on a person one does not see",
        WALLS,
        'new = "(SELECT openccr.actor_appointment()) IS NOT NULL" if self.fresh else seen',
        'new = "(SELECT openccr.actor_appointment()) IS NOT NULL"',
        EACH,
    ),
    Guard(
        "an agency's rows are read by others",
        WALLS,
        'return self.simple(f\'"{table}"."{self.column}" = (SELECT openccr.actor_agency())\')',
        'return self.simple("(SELECT openccr.actor_agency()) IS NOT NULL")',
        EACH,
    ),
    Guard(
        "another area's rows are read",
        WALLS,
        'test = f\'"{table}"."{self.column}" = (SELECT openccr.actor_partnership())\'',
        'test = "(SELECT openccr.actor_partnership()) IS NOT NULL"',
        EACH,
    ),
    Guard(
        "any role writes the area's own rows",
        WALLS,
        'writes = f"{test} AND (SELECT openccr.actor_role()) IN ({roles})"',
        "writes = f\"{test} AND (SELECT openccr.actor_role()) NOT IN ('{roles[:0]}')\"",
        ("tests/walls/test_asked_by_hand.py",),
    ),
    Guard(
        "a colleague's kept files and work are read",
        WALLS,
        'return self.simple(f\'"{table}"."{self.column}" = (SELECT openccr.actor_{self.of}())\')',
        'return self.simple("(SELECT openccr.actor_user()) IS NOT NULL")',
        ("tests/walls/test_held_fast.py",),
    ),
    Guard(
        "accounts and sessions are open outside of signing in",
        WALLS,
        'return self.simple("(SELECT openccr.at_sign_in())")',
        'return self.simple("true")',
        ("tests/walls/test_sign_in.py",),
    ),
    Guard(
        "a token with a wrong signature is taken",
        ACTOR,
        "IF expected IS NULL OR cardinality(part) <> 9 OR encode(expected, 'hex') <> part[9] THEN",
        "IF expected IS NULL OR cardinality(part) <> 9 THEN",
        ("tests/walls/test_traps.py",),
    ),
    Guard(
        "a token is good for ever",
        ACTOR,
        "IF part[8]::bigint < extract(epoch FROM clock_timestamp()) THEN RETURN NULL; END IF;",
        "",
        ("tests/walls/test_traps.py",),
    ),
    Guard(
        "an agency's lead exercises its grants",
        ACTOR,
        "IN ('coordinator', 'representative', 'idva', 'client', 'commands') THEN",
        "IN ('coordinator', 'representative', 'idva', 'client', 'commands', 'lead') THEN",
        ("tests/walls/test_traps.py",),
    ),
    Guard(
        "the word of signing in is not checked",
        "access/sql/11_sign_in.sql",
        " OR cardinality(part) <> 3 OR part[1] <> 'sign-in' OR encode(expected, 'hex') <> part[3] THEN",
        " OR cardinality(part) <> 3 THEN",
        ("tests/walls/test_sign_in.py",),
    ),
    Guard(
        "an exclusion of a whole agency does nothing",
        GRANTS,
        "WHERE n.agency_id = the_agency AND n.unit = ''",
        "WHERE false",
        ("tests/casefiles/test_followed.py",),
    ),
    Guard(
        "an exclusion is not looked up under a second appointment",
        GRANTS,
        "ON n.agency_id = a.agency_id AND n.unit IN ('', a.unit)",
        "ON n.agency_id = a.agency_id AND n.unit IN ('', a.unit) AND a.agency_id = the_agency",
        ("tests/walls/test_shut_out.py",),
    ),
    Guard(
        "an exclusion by name does nothing",
        GRANTS,
        "WHERE n.user_id = the_user\n",
        "WHERE n.user_id = the_user AND false\n",
        ("tests/walls/test_shut_out.py",),
    ),
    Guard(
        "anybody lets an agency in",
        GRANTS,
        "IF NOT openccr.manages(the_file) OR NOT EXISTS (\n    SELECT FROM public.partnership_agency",
        "IF NOT EXISTS (\n    SELECT FROM public.partnership_agency",
        ("tests/walls/test_asked_by_hand.py",),
    ),
    Guard(
        "anybody ends a grant",
        GRANTS,
        "WHERE g.id = the_grant AND NOT g.manages AND openccr.manages(g.file_id)",
        "WHERE g.id = the_grant AND NOT g.manages",
        ("tests/walls/test_asked_by_hand.py",),
    ),
    Guard(
        "the coordinator's own grant can be ended",
        GRANTS,
        "WHERE g.id = the_grant AND NOT g.manages AND openccr",
        "WHERE g.id = the_grant AND openccr",
        ("tests/walls/test_held_fast.py",),
    ),
    Guard(
        "who is let in, and why, is told to anybody",
        GRANTS,
        "WHERE g.file_id = the_file AND openccr.manages(the_file)",
        "WHERE g.file_id = the_file",
        ("tests/walls/test_asked_by_hand.py",),
    ),
    Guard(
        "which agencies are on a case is told to whoever is shut out",
        GRANTS,
        "AND own.from_at <= now() AND (own.until_at IS NULL OR own.until_at > now()))\n"
        "    AND NOT (the_file = ANY (openccr.excluded_files()))",
        "AND own.from_at <= now() AND (own.until_at IS NULL OR own.until_at > now()))",
        FORGING,
    ),
    Guard(
        "somebody shuts everybody out",
        GRANTS,
        "IF NOT openccr.manages(the_file) THEN\n    RAISE insufficient_privilege USING MESSAGE = 'nobody shuts",
        "IF false THEN\n    RAISE insufficient_privilege USING MESSAGE = 'nobody shuts",
        ("tests/walls/test_asked_by_hand.py",),
    ),
    Guard(
        "one person alone lifts an exclusion",
        GRANTS,
        "AND e.until_at IS NULL AND NOT openccr.same_human(e.lift_user);",
        "AND e.until_at IS NULL;",
        ("tests/casefiles/test_officer.py", "tests/walls/test_two_people.py", "tests/partnership/test_humans.py"),
    ),
)

GUARDS = (*OF_THE_DATABASE, *OF_APPS)
