"""Is she already known? Asked of what the worker sees, and of nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.conference.operations.drafts import start_draft
from openccr.conference.pages.drafts import to_step
from openccr.conference.pages.known import to_known
from openccr.conference.rules.drafts import DraftSource
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.linkage.known.finding import KnownHere
from openccr.linkage.models import Search
from openccr.linkage.operations import known
from openccr.linkage.operations.known import ask_known
from openccr.linkage.rules.asked import Asked
from openccr.linkage.rules.limits import MOST
from openccr.people.models import Part
from openccr.people.operations import Description, Name, add_person, say_name
from openccr.people.queries.persons import person_known
from openccr.people.rules import PartKind
from tests.conference.drafts import WHOLE
from tests.makers import NOW, TODAY, Area, open_case
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

KNOWN = Description(
    names=(Name(given="Kirsty", family="Tideswell"),),
    born_on=date(1990, 4, 13),
    sex="female",
    places=(("phone", "07700 900123"), ("postcode", "ZZ1 1ZZ")),
)


def add(area: Area, described: Description = KNOWN, kind: PartKind = PartKind.VICTIM) -> UUID:
    case = open_case(area)
    add_person(actor=area.amina, file_id=case, kind=kind, described=described, relationship="", source="test", on=TODAY)
    return case


def ask(actor: Actor, given: str = "Kirsty", family: str = "Tideswell", born: str = "", **said: str) -> list[KnownHere]:
    asked = Asked(names=((given, family),), born=born, **said)
    return ask_known(actor=actor, asked=asked, today=TODAY, at=NOW)


@pytest.mark.parametrize(
    ("given", "family", "born", "why"),
    [
        ("Kirsty", "Tideswell", "13/4/1990", "same name"),
        ("Kirstie", "Tideswell", "13/4/1990", "given name spelt alike, same family name"),
        ("Kirsty", "Tidewell", "", "same given name, family name spelt alike"),
        ("Tideswell", "Kirsty", "13/4/1990", "same name, given and family name the other way round"),
        ("Tidewell", "Kirsty", "13/4/1990", "name alike, given and family name the other way round"),
        ("Kirsty", "Marsh", "13/4/1990", "same given name"),
        ("Kirsty", "Tideswell", "1990-04-13", "same name"),
    ],
)
def test_she_is_found_despite_a_slip_and_it_is_said_why(
    area: Area, given: str, family: str, born: str, why: str
) -> None:
    add(area)
    (found,) = ask(area.amina, given, family, born)
    assert (found.name, found.alike[0]) == ("Kirsty Tideswell", why)
    assert ("same date of birth" in found.alike) == bool(born)


def test_a_short_form_and_a_number_written_abroad_are_seen_through(area: Area) -> None:
    add(area, Description(names=(Name(given="Elizabeth", family="Marsh"),), places=(("phone", "07700900555"),)))
    (found,) = ask(area.amina, "Liz", "Marsh", phone="+44 7700 900555")
    assert found.alike == ("given name is a short form, same family name", "same telephone number")
    assert found.likely


def test_she_is_found_under_another_name_of_hers_and_it_is_said_which(area: Area) -> None:
    names = (Name(given="Kirsty", family="Marsh"), Name(given="Kirsty", family="Tideswell", kind="alias"))
    add(area, Description(names=names, born_on=date(1990, 4, 13)))
    (found,) = ask(area.amina, born="13/4/1990")
    assert (found.name, found.under) == ("Kirsty Marsh", "Kirsty Tideswell")


def test_she_is_shown_by_the_name_that_her_own_page_has(area: Area) -> None:
    case = add(area)
    with acting_as(area.amina):
        she = Part.objects.get(file_id=case).person_id
    for family, until in (("Abbot", None), ("Aaronson", date(2019, 5, 1))):
        say_name(
            actor=area.amina, file=case, person=she, given="Kirsty", family=family, kind="name", source="A passport",
            from_on=date(2012, 5, 1), until_on=until, at=NOW,
        )  # fmt: skip
    with acting_as(area.amina):
        own = person_known(area.amina, case, she, today=TODAY).shown.name
    (found,) = ask(area.amina, family="Aaronson", born="13/4/1990")
    assert (found.name, found.under) == (own, "Kirsty Aaronson")


def test_day_and_month_the_other_way_round_and_a_year_off(area: Area) -> None:
    add(area, Description(names=(Name(given="Kirsty", family="Tideswell"),), born_on=date(1990, 4, 3)))
    (turned,) = ask(area.amina, born="4/3/1990")
    assert "date of birth with day and month the other way round" in turned.alike
    (a_year,) = ask(area.amina, born="3/4/1991")
    assert "same birthday, 1 year apart" in a_year.alike


def test_a_twin_and_a_mother_of_one_name_are_shown_and_never_called_likely(area: Area) -> None:
    add(area)
    (twin,) = ask(area.amina, "Morag", "Tideswell", "13/4/1990", phone="07700900123", postcode="ZZ1 1ZZ")
    assert not twin.likely
    (mother,) = ask(area.amina, "Kirsty", "Tideswell", "2/2/1961", postcode="ZZ1 1ZZ")
    assert not mother.likely
    assert "the dates of birth differ" in mother.unlike


def test_whom_the_worker_does_not_see_is_no_answer(area: Area) -> None:
    add(area)
    assert ask(area.amina)
    assert ask(area.carl) == []


def test_whoever_is_kept_out_of_her_case_is_not_told_of_her(area: Area) -> None:
    case = add(area)
    exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="Her sister", at=NOW)
    assert ask(area.eve) == []


def test_half_a_name_alone_finds_nobody(area: Area) -> None:
    add(area)
    assert ask(area.amina, "Kirsty", "") == []
    assert ask(area.amina, "", "") == []


def test_a_question_is_recorded_with_whom_it_showed_and_never_what_was_typed(
    area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(area)
    kept: list[dict[str, object]] = []
    monkeypatch.setattr(known, "record", lambda type, **said: kept.append({"type": type, **said}))
    (found,) = ask(area.amina, born="13/4/1990")
    assert kept == [
        {"type": "linkage.known_asked", "subjects": [found.person_id], "fields": ["names", "born"], "at": NOW}
    ]
    with acting_as(area.amina):
        assert "tideswell" not in Search.objects.get().asked.lower()


def test_whoever_browses_is_stopped_and_the_same_question_counts_once(area: Area) -> None:
    for number in range(MOST):
        ask(area.amina, "Kirsty", f"Tideswell{chr(97 + number % 26)}{chr(97 + number // 26)}")
    with pytest.raises(Refusal, match="within an hour"):
        ask(area.amina, "Somebody", "Else")
    ask(area.amina, "Kirsty", "Tideswellaa")
    later = NOW + timedelta(hours=2)
    assert ask_known(actor=area.amina, asked=Asked(names=(("Somebody", "Else"),)), today=TODAY, at=later) == []


def test_she_is_shown_beside_the_questions_while_a_referral_is_typed(area: Area, client: Client) -> None:
    add(area, Description(names=(Name(given="Nadja", family="Invented"),), born_on=date(1988, 4, 3)))
    draft = start_draft(actor=area.amina, answers=WHOLE, source=DraftSource.WIZARD, at=NOW)
    sign_in(client, area.amina)
    assert to_known(draft) in client.get(to_step(draft, "victim")).text
    assert to_known(draft) not in client.get(to_step(draft, "incident")).text
    shown = client.get(to_known(draft)).text
    assert "Nadja Invented" in shown
    assert "Likely" in shown
    assert "given name spelt alike" in shown


def test_it_is_said_that_others_may_know_her_when_nobody_here_does(area: Area, client: Client) -> None:
    draft = start_draft(actor=area.carl, answers=WHOLE, source=DraftSource.WIZARD, at=NOW)
    sign_in(client, area.carl)
    assert "Other agencies may still know" in client.get(to_known(draft)).text
