"""The reference pages that are made from the code say what somebody looks for in them."""

from __future__ import annotations

from openccr.site.reference import pages


def test_every_command_is_named_with_how_it_is_called() -> None:
    text = pages()["commands.md"]
    assert (
        "`./run manage import referrals|caselog|services|form FILE --area AREA [--dry-run] [--json] [--refused FILE]`"
        in text
    )
    assert "`./run manage content publish KEY`" in text
    assert "--settings" not in text  # what every Django command has is left out


def test_permissions_say_which_role_may() -> None:
    rows = pages()["permissions.md"].splitlines()
    head = next(row for row in rows if row.startswith("| permission")).split(" | ")
    triage = next(row for row in rows if "`conference.triage`" in row).split("|")[1:-1]
    assert [role for role, mark in zip(head[1:], triage[1:], strict=True) if mark.strip()] == ["MARAC coordinator"]


def test_a_wall_of_its_own_form_is_named_by_its_table() -> None:
    text = pages()["walls.md"]
    own = text.split("## Tables with a form of their own")[1].split("## Tables")[0]
    assert "`casefiles_grant`" in own and "`people_person`" not in own


def test_addresses_read_without_the_framework() -> None:
    text = pages()["pages.md"]
    assert "`/case/{file}/`" in text and "<uuid:" not in text
