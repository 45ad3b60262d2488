"""The guards that stand in the apps, in how pages and calls are served, and in signing in."""

from __future__ import annotations

from bench._guard import Guard

OF_APPS = (
    Guard(
        "a grant tells the excluded that the case is there",
        "casefiles/models.py",
        'Policy("excluded", APP, command="SELECT", permissive=False, using=not_excluded("file_id")),',
        'Policy("excluded", APP, command="SELECT", permissive=False, using="true"),',
    ),
    Guard(
        "a grant is read before it begins",
        "casefiles/models.py",
        'using="key = ANY ((SELECT openccr.actor_keys())::uuid[]) AND from_at <= now()"',
        'using="key = ANY ((SELECT openccr.actor_keys())::uuid[])"',
    ),
    Guard(
        "a line is written in another's name",
        "casefiles/models.py",
        'Policy("own_name", APP, command="INSERT", permissive=False, check=own_name)',
        'Policy("own_name", APP, command="INSERT", permissive=False, check="true")',
    ),
    Guard(
        "anybody on it closes a case",
        "casefiles/models.py",
        'Policy("managed", APP, command="UPDATE", permissive=False, using=manages)',
        'Policy("managed", APP, command="UPDATE", permissive=False, using="true")',
    ),
    Guard(
        "an audit event is written in another's name",
        "audit/models.py",
        'check=f"{own_name} AND {own_role} AND ({seen})"',
        'check=f"({seen})"',
    ),
    Guard(
        "the log of a hidden case is filled",
        "audit/models.py",
        'check=f"{own_name} AND {own_role} AND ({seen})"',
        'check=f"{own_name} AND {own_role}"',
    ),
    Guard(
        "who looked at a case is told to everybody on it",
        "audit/models.py",
        'reads = f"(SELECT openccr.actor_role()) IN ({READERS}) AND {granted(column)}"',
        "reads = granted(column)",
    ),
    Guard(
        "any person may be drawn into a file of one's own",
        "people/models/persons.py",
        'Policy("joins", APP, command="INSERT", permissive=False, check=joins)',
        'Policy("joins", APP, command="INSERT", permissive=False, check="true")',
        ("tests/people/test_people.py",),
    ),
    Guard(
        "where she is is read on an old case by whoever is kept out of the new one",
        "people/models/persons.py",
        'return [*super().own(table), Policy("excluded", APP, command="SELECT", permissive=False, using=out)]',
        "return [*super().own(table)]",
    ),
    Guard(
        "whether she has a case out of sight is told",
        "people/sql/40_people.sql",
        "    AND cardinality(openccr.excluded_files()) = 0\n",
        "",
    ),
    Guard(
        "notices go to whoever is shut out",
        "notices/sql/45_notices.sql",
        "    AND the_file NOT IN (SELECT x.file_id FROM openccr.shut_out_of(p.user_id, p.agency_id) x)\n",
        "",
        ("tests/notices/test_notices.py",),
    ),
    Guard(
        "pages do not ask whether one may",
        "ui/walled.py",
        "refusal = why_not(actor, page.may)",
        "refusal = None",
    ),
    Guard(
        "no fresh proof is asked for",
        "ui/walled.py",
        "if refusal is None and page.step_up and not door().stepped_up(request):",
        "if False:",
        ("tests/walls/test_pages.py",),
    ),
    Guard(
        "a read is not recorded",
        "ui/walled.py",
        "if page.reads and page.of_file and not 300 <= answer.status_code < 400:",
        "if page.reads and page.of_file and request.method == 'GET' and answer.status_code == 299:",
        ("tests/walls/test_reads.py",),
    ),
    Guard(
        "what is hidden is refused, not missing",
        "ui/walled.py",
        'return TemplateResponse(request, "404.html", status=404).render()',
        'return TemplateResponse(request, "404.html", status=403).render()',
    ),
    Guard(
        "methods are not looked at",
        "ui/walled.py",
        "if request.method not in page.methods:",
        "if request.method == 'TRACE':",
    ),
    Guard(
        "calls do not ask for a scope",
        "ui/called.py",
        "refusal = why_not(actor, call.may)",
        "refusal = None",
        ("tests/walls/test_api.py",),
    ),
    Guard(
        "a password alone is enough",
        "accounts/middleware.py",
        "if settings.DEMONSTRATION or request.session.get(SECOND_FACTOR):",
        "if True:",
    ),
    Guard(
        "who was suspended or has left goes on",
        "partnership/sql/15_appointments.sql",
        "WHERE p.user_id = openccr.actor_user() AND p.ended_on IS NULL AND p.suspended_on IS NULL\n    AND (a.left_on",
        "WHERE p.user_id = openccr.actor_user()\n    AND (a.left_on",
    ),
    Guard(
        "access that nobody confirms goes on",
        "partnership/rules.py",
        "and today <= self.attested_on + ATTEST_EVERY + ATTEST_GRACE",
        "and today >= self.from_on",
        ("tests/partnership/test_rules.py", "tests/partnership/test_appointments.py"),
    ),
    Guard(
        "forms are taken without their token",
        "site/settings.py",
        '    "django.middleware.csrf.CsrfViewMiddleware",\n',
        "",
        ("tests/walls/test_pages.py",),
    ),
    Guard(
        "pages may be kept by the browser",
        "site/middleware.py",
        'response.setdefault("Cache-Control", "no-store")',
        "pass",
        ("tests/walls/test_pages.py",),
    ),
    Guard(
        "everybody coordinates",
        "casefiles/policy.py",
        'if actor.role == "commands" or actor.whole_area:',
        "if actor.role:",
    ),
)
