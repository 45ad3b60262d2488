"""Who came is put right with a reason, and what it said is kept; agenda and minutes for those who sit in the group."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import transaction
from django.db.utils import Error
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.documents.making import fetch_paper, make_paper
from openccr.governance.models import Sitting, SittingPresence, SittingPresenceBefore
from openccr.governance.operations.dynamics import map_dynamic
from openccr.governance.operations.presence import There, put_presence_right
from openccr.governance.operations.sittings import move_sitting
from openccr.kernel.refusals import NotFound, Refusal
from tests.governance.boards import NOW, held, opened, planned, sit
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db


def test_who_came_is_put_right_with_a_reason_and_what_it_said_is_kept(area: Area) -> None:
    found = opened(area)
    sit(area, found.board, area.carl, seniority="head")
    sitting = held(area, found.board, came={"Carl Mbeki": There(came="absent")})
    with acting_as(area.amina):
        wrong = SittingPresence.objects.get(sitting_id=sitting, name="Carl Mbeki").id
    given = {"sitting_id": sitting, "presence_id": wrong, "at": NOW}
    there = There(came="there", seniority="head", brought=["figures"])
    with pytest.raises(Refusal, match="Say why"):
        put_presence_right(actor=area.amina, there=there, why=" ", **given)
    with pytest.raises(Refusal, match="already"):
        put_presence_right(actor=area.amina, there=There(came="absent"), why="He came late.", **given)
    with pytest.raises(Refusal, match="chair"):
        put_presence_right(actor=area.carl, there=there, why="He came late.", **given)
    put_presence_right(actor=area.fay, there=there, why="He came late.", **given)
    with acting_as(area.amina):
        row, now = Sitting.objects.get(id=sitting), SittingPresence.objects.get(id=wrong)
        (before,) = SittingPresenceBefore.objects.all()
    assert (now.came, now.seniority, now.brought) == ("there", "head", ["figures"])
    assert (before.came, before.why, before.by) == ("absent", "He came late.", area.fay.name)
    assert row.votes_there == 3 and "Carl Mbeki" in row.present and "Put right on" in row.present
    assert "late" not in row.present
    with pytest.raises(Error), transaction.atomic(), acting_as(area.amina):
        SittingPresenceBefore.objects.filter(id=before.id).update(why="Otherwise")


def test_a_lead_and_an_analyst_have_the_agenda_as_pdf_and_word(area: Area) -> None:
    sitting = planned(area, opened(area).board, days=4)
    for reader in (area.lena, replace(area.lena, role="analyst")):
        paper = make_paper(actor=reader, kind="board-agenda", about=sitting, agency_id=reader.agency, at=NOW)
        assert fetch_paper(actor=reader, paper=paper, form="pdf", at=NOW).data.startswith(b"%PDF")
        assert fetch_paper(actor=reader, paper=paper, form="docx", at=NOW).data.startswith(b"PK")
    ways = text_of(as_(area.lena).get(reverse("governance.papers_of_sitting", kwargs={"sitting": sitting})))
    assert "Agenda of a group" in ways
    with pytest.raises(NotFound):
        make_paper(actor=area.lena, kind="board-agenda", about=sitting, agency_id=area.fay.agency, at=NOW)


def test_only_papers_that_can_be_made_are_offered_and_the_rest_say_when(area: Area) -> None:
    board = opened(area).board
    coming = planned(area, board, days=4)
    client = as_(area.amina)

    def at(sitting: UUID) -> tuple[str, str]:
        ways = reverse("governance.papers_of_sitting", kwargs={"sitting": sitting})
        here = text_of(client.get(reverse("governance.sitting", kwargs={"sitting": sitting})))
        return here, text_of(client.get(ways))

    minutes = reverse("governance.paper_board_minutes", kwargs={"sitting": coming})
    here, ways = at(coming)
    assert "Agenda as a paper" in here and "Agenda and minutes as papers" not in here
    assert minutes not in ways and "once it is written down who came" in ways
    been = held(area, board)
    here, ways = at(been)
    assert "Agenda and minutes as papers" in here
    assert reverse("governance.paper_board_minutes", kwargs={"sitting": been}) in ways
    move_sitting(actor=area.amina, sitting_id=coming, move="cancel", why="Snow.", at=NOW)
    assert "did not take place: there are no minutes" in at(coming)[1]


def test_of_a_rival_nobody_puts_right_what_they_do_not_see(area: Area) -> None:
    found = opened(area)
    sit(area, found.board, area.carl, seniority="head")
    sitting = held(area, found.board, came={"Carl Mbeki": There(came="absent")})
    with acting_as(area.amina):
        theirs = SittingPresence.objects.get(sitting_id=sitting, name="Carl Mbeki").id
        own = SittingPresence.objects.get(sitting_id=sitting, agency_id=area.fay.agency).id
    map_dynamic(
        actor=area.amina, first_id=area.fay.agency, second_id=area.carl.agency, strength="working", rivals=True,
        words="", doing="", review_on=None, at=NOW,
    )  # fmt: skip
    given = {"actor": area.fay, "sitting_id": sitting, "there": There(came="apologies"), "why": "Ill.", "at": NOW}
    with pytest.raises(NotFound):
        put_presence_right(presence_id=theirs, **given)
    with pytest.raises(Refusal, match="every agency"), transaction.atomic():
        put_presence_right(presence_id=own, **given)
