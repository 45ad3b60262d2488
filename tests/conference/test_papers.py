"""Papers of a meeting: one recipient each, and only what that recipient may see in the bytes of the final file."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile
from openccr.casefiles.operations import exclude
from openccr.conference.models import Hearing
from openccr.conference.operations.deferring import put_off
from openccr.conference.operations.meetings import circulate
from openccr.conference.operations.research import return_research
from openccr.conference.papers.meetings import agenda, research_pack
from openccr.conference.papers.pack import pack
from openccr.conference.recipients import oneself
from openccr.documents.making import fetch_paper, make_paper, remove_paper
from openccr.documents.models import MadePaper, StoredFile
from openccr.documents.operations import fetch
from openccr.documents.rules.paper import as_text
from openccr.kernel.refusals import NotFound, Refusal
from openccr.sharing.operations import record_no_go
from tests.conference.conferences import TODAY, WHEN, Listed, listed, planned, research_for
from tests.documents.reading import text_of
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]

FORMS = ("pdf", "docx")


def made(area: Area, who: str, kind: str, about: UUID, *, agency: str = "", person: str = "") -> UUID:
    actor = area.actors[who]
    to = area.agencies[agency] if agency else actor.agency_id
    return make_paper(actor=actor, kind=kind, about=about, agency_id=to, person=person, at=WHEN)


def says(area: Area, who: str, paper: UUID, form: str = "pdf") -> str:
    return text_of(fetch_paper(actor=area.actors[who], paper=paper, form=form, at=WHEN).data)


def name_of(area: Area, case: Listed) -> str:
    with acting_as(area.amina):
        file = CaseFile.objects.get(id=case.file)
        return f"{file.title} {file.reference}"


def returned(area: Area, case: Listed, agency: str, who: str, **said: str) -> None:
    row = research_for(area, case, agency)
    return_research(actor=area.actors[who], file_id=case.file, research_id=row.id, at=WHEN, **said)


@pytest.mark.parametrize("form", FORMS)
def test_the_pack_for_an_agency_holds_its_cases_and_nobody_elses(area: Area, form: str) -> None:
    meeting = planned(area)
    theirs = listed(area, meeting=meeting, given="Nadia", invited=("housing", "police"))
    listed(area, meeting=meeting, given="Hiddena", invited=("police",))
    returned(area, theirs, "police", "pia", victim_facts="CANARYFACT seen on Monday", not_for_minutes="CANARYSECRET")
    text = says(area, "amina", made(area, "amina", "research-pack", meeting, agency="housing"), form)
    assert "Nadia Invented" in text and "CANARYFACT" in text and "Willowmere Homes" in text
    assert "by Amina Okafor" in text, "every sheet says who made it: a photograph of one tells whose it was"
    for canary in ("Hiddena", "CANARYSECRET", "Bea Lindqvist", "Eve Castellan"):
        assert canary not in text, canary


def test_the_cases_are_numbered_without_a_gap(area: Area) -> None:
    meeting = planned(area)
    hidden = listed(area, meeting=meeting, given="Hiddena", invited=("police",))
    case = listed(area, meeting=meeting, given="Nadia", invited=("housing",))
    text = says(area, "amina", made(area, "amina", "agenda", meeting, agency="housing"), "docx")
    assert f"1. {name_of(area, case)}" in text
    assert name_of(area, hidden) not in text


def test_an_agency_kept_out_or_on_her_list_gets_a_pack_without_the_case(area: Area) -> None:
    meeting = planned(area)
    one, other = (listed(area, meeting=meeting, given=name) for name in ("Nadia", "Hiddena"))
    exclude(actor=area.amina, file=other.file, agency_id=area.agencies["housing"], reason="their tenant", at=WHEN)
    text = says(area, "amina", made(area, "amina", "research-pack", meeting, agency="housing"))
    assert "Nadia" in text and "Hiddena" not in text
    record_no_go(
        actor=area.amina, file_id=one.file, agency_id=area.agencies["housing"], words="His aunt works there", at=WHEN
    )
    with pytest.raises(Refusal, match="no case on this meeting"):
        made(area, "amina", "research-pack", meeting, agency="housing")


def test_when_one_person_there_is_kept_out_somebody_is_named(area: Area) -> None:
    case = listed(area)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    with pytest.raises(Refusal, match="Somebody at Willowmere Homes"):
        made(area, "amina", "agenda", case.meeting, agency="housing")
    with pytest.raises(Refusal, match="no case"):
        made(area, "amina", "agenda", case.meeting, agency="housing", person="Eve  castellan")
    named = made(area, "amina", "agenda", case.meeting, agency="housing", person="Bea Lindqvist")
    assert "Bea Lindqvist, Willowmere Homes" in says(area, "amina", named, "docx")


def test_whoever_takes_their_own_sees_what_the_walls_show_them(area: Area) -> None:
    meeting = planned(area)
    listed(area, meeting=meeting, given="Nadia", invited=("housing",))
    listed(area, meeting=meeting, given="Hiddena", invited=("police",))
    text = says(area, "bea", made(area, "bea", "research-pack", meeting), "docx")
    assert "Nadia" in text and "Hiddena" not in text
    for who, agency in (("bea", "police"), ("carl", "housing")):
        with pytest.raises(NotFound):
            made(area, who, "agenda", meeting, agency=agency)
    with pytest.raises(Refusal):
        made(area, "carl", "agenda", meeting)


def test_a_paper_stands_until_the_case_changes_and_is_then_made_again(area: Area) -> None:
    case = listed(area)
    first = made(area, "amina", "research-pack", case.meeting, agency="housing")
    assert made(area, "amina", "research-pack", case.meeting, agency="housing") == first
    returned(area, case, "police", "pia", victim_facts="He has a new address book")
    with pytest.raises(Refusal, match="has changed since"):
        says(area, "amina", first)
    second = made(area, "amina", "research-pack", case.meeting, agency="housing")
    assert second != first
    with acting_as(area.amina):
        assert MadePaper.objects.count() == 1 and StoredFile.objects.filter(purpose="paper").count() == 2


def test_who_is_shut_out_after_making_a_paper_does_not_get_it(area: Area) -> None:
    case = listed(area)
    paper = made(area, "bea", "agenda", case.meeting)
    exclude(actor=area.amina, file=case.file, user_id=area.bea.user_id, reason="her sister", at=WHEN)
    with pytest.raises(Refusal):
        says(area, "bea", paper)


def test_on_disk_it_is_sealed_and_by_its_document_it_is_not_had(area: Area, folder: Path) -> None:
    case = listed(area)
    paper = made(area, "amina", "research-pack", case.meeting, agency="housing")
    with acting_as(area.amina):
        row = MadePaper.objects.get(id=paper)
    for path in (folder / "files").iterdir():
        assert b"%PDF-1.7" not in path.read_bytes() and b"[Content_Types].xml" not in path.read_bytes()
    with pytest.raises(NotFound):
        fetch(actor=area.amina, document=row.pdf_id)
    with pytest.raises(NotFound):
        fetch_paper(actor=area.grace, paper=paper, form="pdf", at=WHEN)
    remove_paper(actor=area.amina, paper=paper)
    with pytest.raises(NotFound):
        says(area, "amina", paper)


def test_the_pages_offer_look_make_and_take(area: Area) -> None:
    case = listed(area)
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    parts = {"meeting": case.meeting}
    page = client.get(reverse("conference.papers_of_meeting", kwargs=parts)).content.decode()
    assert "Research pack" in page and "Agenda" in page
    look = client.get(reverse("conference.paper_agenda_look", kwargs=parts | {"agency": area.agencies["housing"]}))
    assert "OFFICIAL-SENSITIVE" in look.content.decode() and "Do not copy or send on. OFFICIAL" in look.content.decode()
    asked = client.post(
        reverse("conference.paper_agenda", kwargs=parts), {"agencies": [str(area.agencies["housing"])], "once": "a"}
    )
    assert asked.status_code == 302 and "/work/" in asked["Location"]
    paper = made(area, "amina", "agenda", case.meeting, agency="housing")
    taken = client.get(reverse("documents.paper", kwargs={"paper": paper, "form": "pdf"}), follow=True)
    assert taken["Content-Type"] == "application/pdf" and "OpenCCR-" in taken["Content-Disposition"]
    assert "no-store" in taken["Cache-Control"]


def test_an_agencys_agenda_gives_its_case_the_time_of_the_whole_meeting(area: Area) -> None:
    meeting = planned(area)
    listed(area, meeting=meeting, given="Nadia", invited=("police",))
    theirs = listed(area, meeting=meeting, given="Mina", invited=("housing", "police"))

    def agenda_of(agency: str) -> str:
        return says(area, "amina", made(area, "amina", "agenda", meeting, agency=agency))

    assert "09:40" in agenda_of("housing"), "before the agenda is out, by its place"
    circulate(actor=area.amina, meeting_id=meeting, at=WHEN)
    text = agenda_of("housing")
    assert f"1. {name_of(area, theirs)}" in text and "09:40" in text
    with acting_as(area.amina):
        assert Hearing.objects.get(id=theirs.hearing).slot_at == time(9, 40)


def test_a_file_that_an_agency_is_kept_out_of_leaves_no_gap_in_its_times(area: Area) -> None:
    meeting = planned(area)
    hidden = listed(area, meeting=meeting, given="Nadia", invited=("police", "housing"))
    listed(area, meeting=meeting, given="Mina", invited=("housing", "police"))
    circulate(actor=area.amina, meeting_id=meeting, at=WHEN)
    exclude(actor=area.amina, file=hidden.file, agency_id=area.agencies["housing"], reason="its landlord", at=WHEN)
    text = says(area, "amina", made(area, "amina", "agenda", meeting, agency="housing"))
    assert text.count("09:30") == 2 and "09:40" not in text, "the meeting and its one case begin together"


def test_what_was_put_off_or_withdrawn_stands_in_no_agenda_and_no_pack(area: Area) -> None:
    meeting = planned(area)
    off = listed(area, meeting=meeting, given="Nadia", invited=("police",))
    stays = listed(area, meeting=meeting, given="Mina", invited=("police",))
    put_off(actor=area.amina, file_id=off.file, hearing_id=off.hearing, why="no_time", at=WHEN)
    for kind in ("agenda", "research-pack", "pack"):
        content = {"agenda": agenda, "research-pack": research_pack, "pack": pack}[kind]
        with acting_as(area.amina):
            made_of = content(actor=area.amina, about=meeting, recipient=oneself(area.amina), today=TODAY)
        text = as_text(made_of.blocks)
        assert name_of(area, stays) in text and name_of(area, off) not in text, kind
        assert made_of.files == (stays.file,), "nor in the ledger as taken out"
