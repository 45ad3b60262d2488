"""Papers of one case and an agency's action list: what each is for is in the final bytes, nothing sealed is."""

from __future__ import annotations

from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.actions.operations import agree_action
from openccr.conference.operations.evidence import ask_for_evidence
from openccr.conference.operations.hearings import write_hearing
from openccr.conference.operations.research import return_research
from openccr.conference.papers.cases import evidence
from openccr.conference.recipients import oneself
from openccr.conference.rules.hearings import NOTES, Notes, mark
from openccr.conference.rules.said_to_her import said_to_her
from openccr.content import load
from openccr.documents.making import fetch_paper, make_paper
from openccr.documents.rules.paper import Content, Lines
from openccr.kernel.refusals import Refusal
from openccr.people.models import Part, RecourseToFunds, Whereabouts
from openccr.people.sealing import match_token, seal
from openccr.sharing.operations import set_mark, write_adviser_note
from openccr.sharing.rules.marks import May
from tests.conference.conferences import TODAY, WHEN, Listed, hearing_of, listed, research_for, working_day
from tests.documents.reading import text_of
from tests.makers import Area

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]

FORMS = ("pdf", "docx")
NEVER = ("CANARYPLACE", "CANARYMONEY", "CANARYNOTE", "CANARYSECRET", "CANARYTALK", "CANARYFACT")
"""Where she is, her recourse to public funds, her adviser's note, what is not for the minutes, what was said."""


@pytest.fixture
def case(area: Area) -> Listed:
    """A case that was heard, with everything sealed and withheld that a case can hold, and an action on either side."""
    case = listed(area, wishes="To stay in her home.")
    with acting_as(area.amina):
        her = Part.objects.get(file_id=case.file, kind="victim").person_id
        place, money = seal("CANARYPLACE", person_id=her), seal("CANARYMONEY", person_id=her)
        token = match_token("CANARYPLACE")
        Whereabouts.objects.bulk_create(
            [Whereabouts(person_id=her, kind="address", sealed=place, match=token, from_on=TODAY)]
        )
        RecourseToFunds.objects.bulk_create(
            [RecourseToFunds(file_id=case.file, person_id=her, sealed=money, said_on=TODAY)]
        )
    write_adviser_note(actor=area.grace, file_id=case.file, kind="her_words", text="CANARYNOTE", at=WHEN)
    return_research(
        actor=area.pia, file_id=case.file, research_id=research_for(area, case, "police").id, at=WHEN,
        victim_facts="CANARYFACT", not_for_minutes="CANARYSECRET",
    )  # fmt: skip
    for text, faces, agency in (
        ("New locks", "victim", "housing"),
        ("Arrest him", "harmer", "police"),
        ("Tell the victim how the victim’s lease stands", "agencies", "housing"),
    ):
        agree_action(
            actor=area.fay, file_id=case.file, text=text, faces=faces, agency_id=area.agencies[agency],
            due_on=working_day(5), at=WHEN, arises_from_id=case.hearing,
        )  # fmt: skip
    write_hearing(
        actor=area.fay, file_id=case.file, hearing_id=case.hearing, version=hearing_of(area, case).version, at=WHEN,
        notes=Notes(her_views="To keep the cat.", discussion="CANARYTALK", risk_summary="High."),
        seen={name: mark("") for name in NOTES}, finish=True, early=True,
    )  # fmt: skip
    return case


def says(area: Area, who: str, kind: str, about: UUID, form: str, *, agency: str = "") -> str:
    actor = area.actors[who]
    to = area.agencies[agency] if agency else actor.agency
    paper = make_paper(actor=actor, kind=kind, about=about, agency_id=to, at=WHEN)
    text = text_of(fetch_paper(actor=actor, paper=paper, form=form, at=WHEN).data)
    for canary in NEVER:
        assert canary not in text, canary
    return text


def evidence_of(area: Area, case: Listed) -> Content:
    with acting_as(area.grace):
        return evidence(actor=area.grace, about=case.file, recipient=oneself(area.grace), today=TODAY)


def asked_for(area: Area, case: Listed) -> None:
    with acting_as(area.grace):
        parts = dict(Part.objects.filter(file_id=case.file).values_list("kind", "person_id"))
    ask_for_evidence(
        actor=area.grace, file_id=case.file, person_id=parts["victim"], harmer_id=parts["harmer"], asked_on=TODAY,
        how_asked="By telephone, with her word.", signatory="Grace Signs", signatory_post="IDVA", at=WHEN,
    )  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_promise_sheet_says_what_she_asked_and_not_what_is_planned_about_him(
    area: Area, case: Listed, form: str
) -> None:
    set_mark(actor=area.grace, file_id=case.file, kind="her_words", may=May.IDVA_ONLY, at=WHEN)
    text = says(area, "grace", "promise-sheet", case.file, form)
    for words in (
        "To stay in her home.",
        "To keep the cat.",
        "New locks",
        "1 step about the person who harms you",
        "Tell you how your lease stands",
    ):
        assert words in text, words
    assert "Arrest him" not in text and "Invented" not in text and "the victim" not in text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Put a marker on the victim's address", "Put a marker on your address"),
        ("The victim’s adviser rings, once the victim knows and is safe",
         "Your adviser rings, once you know and are safe"),
        ("Visit the victim weekly with the victim and the children", "Visit you weekly with you and the children"),
        ("Check that the victim still attends", "Check that the victim still attends"),
        ("Offer the victimless İ course", "Offer the victimless İ course"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_was_written_of_her_is_said_to_her_and_what_fits_nothing_stays(written: str, said: str) -> None:
    words = load().words.said_to_her
    assert words is not None
    assert said_to_her(written, pairs=words.pairs) == said


def test_every_action_that_the_pack_offers_and_she_hears_of_speaks_to_her() -> None:
    pack = load()
    words = pack.words.said_to_her
    assert words is not None
    offered = (*pack.processes["marac"].suggested_actions.values(), *pack.law.prompts.values())
    heard = [said_to_her(one.name, pairs=words.pairs) for one in offered if one.faces != "perpetrator"]
    assert [one for one in heard if "victim" in one and "as victims" not in one] == []


@pytest.mark.parametrize("who", ["amina", "fay", "bea", "pia", "carl", "lena"])
def test_nobody_but_her_adviser_makes_the_promise_sheet(area: Area, case: Listed, who: str) -> None:
    with pytest.raises(Refusal, match="IDVA"):
        says(area, who, "promise-sheet", case.file, "pdf")


@pytest.mark.parametrize("form", FORMS)
def test_the_note_back_holds_no_name_and_no_fact(area: Area, case: Listed, form: str) -> None:
    text = says(area, "amina", "thanks", case.file, form, agency="police")
    assert "Thank you for your referral" in text and "actions are set" in text
    for word in ("Nadia", "Invented", "New locks", "Arrest him", "To stay in her home.", "To keep the cat."):
        assert word not in text, word
    with pytest.raises(Refusal):
        says(area, "amina", "thanks", case.file, form, agency="housing")


@pytest.mark.parametrize("form", FORMS)
def test_the_letter_of_evidence_is_made_when_she_asks_and_holds_what_the_law_needs(
    area: Area, case: Listed, form: str
) -> None:
    with pytest.raises(Refusal, match="Nobody has written down that the victim asks"):
        says(area, "grace", "evidence", case.file, form)
    asked_for(area, case)
    text = says(area, "grace", "evidence", case.file, form)
    for words in ("Nadia Invented", "at risk of harm from domestic abuse by", "Grace Signs", "IDVA", "Signed"):
        assert words in text, words
    assert Lines("Signed", 2) in evidence_of(area, case).blocks, "room to sign"
    for word in ("New locks", "Arrest him", "To stay in her home.", "By telephone"):
        assert word not in text, word


@pytest.mark.parametrize("form", FORMS)
def test_an_agencys_action_list_holds_its_own_actions_alone(area: Area, case: Listed, form: str) -> None:
    text = says(area, "amina", "actions", case.meeting, form, agency="housing")
    assert "New locks" in text and "Willowmere Homes" in text
    for word in ("Arrest him", "Nadia", "To stay in her home.", "To keep the cat."):
        assert word not in text, word
    with pytest.raises(Refusal, match="no action from this meeting"):
        says(area, "amina", "actions", case.meeting, form, agency="idva")
