"""The papers for data protection and security people: filled from this installation, with nobody of a case in them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from openccr.access.acting import acting_as
from openccr.access.build import walls
from openccr.documents.rules.paper import Table, as_text
from openccr.linkage.rules.signoffs import Use
from openccr.site.assurance.facts import installation
from openccr.site.assurance.papers import PAPERS
from tests.linkage.extracts.making import signed
from tests.makers import Area, open_case
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def text_of(area: Area, key: str) -> str:
    with acting_as(area.amina):
        return as_text(PAPERS[key].content(installation(area.amina)).blocks)


@pytest.mark.parametrize("key", PAPERS)
def test_every_paper_says_that_it_is_a_draft_and_that_openccr_is_not_yet_for_real_records(area: Area, key: str) -> None:
    text = text_of(area, key)
    assert "Your data protection officer decides" in text and "not yet for real records" in text
    assert '"lines"' in text, "something is left for people to say"


def test_the_papers_name_the_agencies_the_law_and_every_table_of_this_installation(area: Area) -> None:
    with acting_as(area.amina):
        facts = installation(area.amina)
    assessment = PAPERS["impact-assessment"].content(facts).blocks
    assert {one.name for one in facts.members} and all(one.name in str(assessment) for one in facts.members)
    assert all(one.reference in str(assessment) for one in facts.bases) and facts.bases
    by_wall = next(one for one in assessment if isinstance(one, Table) and one.caption.startswith("Tables by the wall"))
    assert sum(int(number) for _, number in by_wall.rows) == len(walls())


def test_nobody_in_a_case_stands_in_them(area: Area) -> None:
    file = open_case(area, title="Q.Z.")
    for key in PAPERS:
        text = text_of(area, key)
        assert "Q.Z." not in text and str(file) not in text and "07700" not in text


def test_the_coordinator_takes_them_as_pdf_and_word_and_a_representative_does_not(area: Area, client: Client) -> None:
    sign_in(client, area.amina)
    assert client.get("/assurance/").content.decode().count("/assurance/") >= len(PAPERS)
    page = client.get("/assurance/hosting/").content.decode()
    assert "Hosting and security" in page and "/assurance/hosting/pdf/" in page
    assert client.get("/assurance/hosting/pdf/").content.startswith(b"%PDF-")
    word = ZipFile(BytesIO(client.get("/assurance/hosting/docx/").content))
    assert "Hosting and security" in word.read("word/document.xml").decode()
    assert client.get("/assurance/nothing/").status_code == 404
    assert client.get("/assurance/hosting/exe/").status_code == 404
    sign_in(client, area.bea)
    assert client.get("/assurance/hosting/").status_code == 403


def test_they_count_people_and_no_machines_and_say_how_long_a_file_is_kept(area: Area) -> None:
    with acting_as(area.amina):
        facts = installation(area.amina)
    assert not {"Commands and jobs", "API client"} & {role for role, _ in facts.roles}
    assert sum(one.people for one in facts.members) == sum(number for _, number in facts.roles)
    kept = f"kept for {facts.pack.law.retention['marac'].years} years"
    assert all(kept in text_of(area, key) for key in ("privacy-notice", "impact-assessment"))


def test_hosting_calls_a_mail_server_only_where_there_is_one_and_says_where_the_keys_lie(area: Area) -> None:
    with acting_as(area.amina):
        facts = installation(area.amina)
    for sends_mail, embedded in ((True, False), (False, True)):
        text = as_text(PAPERS["hosting"].content(replace(facts, sends_mail=sends_mail, embedded=embedded)).blocks)
        assert ("The mail server" in text) is sends_mail
        assert ("whoever takes the whole folder has both" in text) is embedded


def test_they_name_every_kind_of_information_that_is_kept_the_special_ones_too(area: Area) -> None:
    with acting_as(area.amina):
        facts = installation(area.amina)
    assert "The victim's sexuality and gender identity" in facts.further
    for key in ("impact-assessment", "privacy-notice"):
        text = text_of(area, key)
        assert all(kind in text for kind in (*facts.information, *facts.further))
        assert "Where people live" in text and "Ethnicity" in text
    assert "sexuality and gender identity: only as that person lets it be said" in text_of(area, "sharing-agreement")


def test_the_assessment_says_whether_records_are_matched_here(area: Area) -> None:
    def table() -> tuple[tuple[str, ...], ...]:
        with acting_as(area.amina):
            blocks = PAPERS["impact-assessment"].content(installation(area.amina)).blocks
        return next(one.rows for one in blocks if isinstance(one, Table) and one.caption == "Signed for")

    assert {state for _, state in table()} == {"No"}
    signed(area, uses=(Use.MATCHING,))
    assert ("Comparing agencies' records", "In force") in table() and {state for _, state in table()} == {
        "In force",
        "No",
    }


def test_hosting_says_as_whom_it_runs_what_scans_files_and_where_the_audit_ends(area: Area) -> None:
    with acting_as(area.amina):
        facts = replace(installation(area.amina), demonstration=False)

    def text(**changed: object) -> str:
        return as_text(PAPERS["hosting"].content(replace(facts, **changed)).blocks)  # type: ignore[arg-type]

    assert "(root)" in text(as_root=True) and "(root)" not in text(as_root=False)
    assert "Handed to nobody until a scanner is named" in text(scanner="")
    assert "Scanned before anybody opens them" in text(scanner="tcp://127.0.0.1:3310")
    assert "scanned elsewhere" in text(scanner="none")
    assert "Kept nowhere else" in text(anchors=0) and "2 other places" in text(anchors=2)
