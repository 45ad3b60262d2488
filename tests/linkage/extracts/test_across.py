"""Serial, repeat and household links, and records of two agencies side by side: from the files to who learns what.

Names are canaries: each stands in one agency's file alone, and is looked for in whatever another agency is told.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.linkage.models import Extract, ExtractRecord, Flag, FlagMember, HeldMatch, ReviewPair, SignOff
from openccr.linkage.operations.comparing import start_comparing
from openccr.linkage.operations.extracts import let_be_compared
from openccr.linkage.operations.matches import answer_match
from openccr.linkage.operations.missing import ask_holders, weigh
from openccr.linkage.operations.review import confirm, decide
from openccr.linkage.operations.signoffs import take_back
from openccr.linkage.queries.matches import answers, held_matches
from openccr.linkage.queries.missing import flag_of, queue, why_off
from openccr.linkage.queries.review import pair_of, pairs
from openccr.linkage.rules.matches import NOTHING, SAY
from openccr.linkage.rules.signoffs import Body, Use
from openccr.linkage.tasks import NIGHTLY
from tests.linkage.extracts.making import HER, run, sent, signed
from tests.linkage.extracts.test_matching import case_of_her, others
from tests.linkage.weighed import WEIGHED
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

RECENT = (timezone.localdate() - timedelta(days=20)).isoformat()
EARLIER = (timezone.localdate() - timedelta(days=70)).isoformat()
HIM = {"given_name": "Dorian", "family_name": "Ashgrove", "dob": "02/09/1985", "sex": "M", "phone": "07700 900321",
       "part": "harmer", "last_contact": RECENT}  # fmt: skip
HARMED = {"sex": "F", "part": "victim", "last_contact": RECENT}
FIRST = {**HARMED, "local_id": "v1", "given_name": "Quillanary", "family_name": "Firstcanary", "dob": "14/02/1988",
         "address": "3 Kestrelcanary Road", "postcode": "ZZ3 4KR"}  # fmt: skip
SECOND = {**HARMED, "local_id": "v2", "given_name": "Ottolinary", "family_name": "Secondcanary", "dob": "30/11/1994",
          "address": "8 Plovercanary Street", "postcode": "ZZ7 1PS", "last_contact": EARLIER}  # fmt: skip
OF_FIRST = ("Quillanary", "Firstcanary", "Kestrelcanary", "1988")
OF_SECOND = ("Ottolinary", "Secondcanary", "Plovercanary", "1994")


def of_children(area: Area) -> Actor:
    """Somebody at the children's service, which stands in the makers without staff of its own."""
    return replace(area.pia, agency_id=area.agencies["children"])


def serial(area: Area) -> UUID:
    """Housing knows him with one victim of his, children's services with another; neither knows of the other."""
    signed(area)
    others(area)
    sent(area.bea, {**HIM, "local_id": "h1", "with_local_id": "v1"}, FIRST, kind="housing")
    sent(area.commands, {**HIM, "local_id": "h2", "with_local_id": "v2"}, SECOND, kind="social_care",
         agency=area.agencies["children"])  # fmt: skip
    run(area)
    with acting_as(area.amina):
        return Flag.objects.get(reasons__contains="serial").id


def asked_about(area: Area, flag: UUID) -> None:
    weigh(actor=area.amina, flag=flag, weighing=WEIGHED, at=timezone.now())
    ask_holders(actor=area.amina, flag=flag, at=timezone.now())


def told(actor: Actor) -> str:
    """Everything that the questions to an agency hold, opened as its own people open it."""
    shown, _ = held_matches(actor=actor, page=1)
    return " ".join(f"{one.record} {one.row.kind} {one.row.about} {one.row.likely}" for one in shown)


def test_harm_to_unconnected_people_of_two_agencies_is_found_and_names_nobody(area: Area) -> None:
    flag = serial(area)
    queued, said = flag_of(actor=area.amina, flag=flag)
    assert queued.reasons == ("Harm to unconnected people",) and said == []
    row = " ".join(map(str, vars(queued.row).values()))
    assert not any(canary in row for canary in (*OF_FIRST, *OF_SECOND, "Ashgrove"))


def test_a_serial_link_reveals_no_victim_to_another_victims_agency(area: Area, client: Client) -> None:
    flag = serial(area)
    asked_about(area, flag)
    housing, children = told(area.bea), told(of_children(area))
    assert "Ashgrove" in housing and "Ashgrove" in children, "each sees its own record of him"
    assert not any(canary in housing for canary in OF_SECOND)
    assert not any(canary in children for canary in OF_FIRST)
    sign_in(client, area.bea)
    with acting_as(area.bea):
        (mine,) = HeldMatch.objects.all()
    for page in ("/linking/held/", f"/linking/held/{mine.id}/", "/linking/extracts/", "/linking/review/", "/"):
        text = client.get(page).content.decode()
        assert not any(canary in text for canary in OF_SECOND), page
        assert "Children" not in text or page == "/", page


def test_what_the_first_victims_agency_says_reaches_the_coordinator_and_not_the_seconds(
    area: Area, client: Client
) -> None:
    flag = serial(area)
    asked_about(area, flag)
    with acting_as(area.bea):
        (mine,) = HeldMatch.objects.all()
    answer_match(actor=area.bea, match=mine.id, answer=SAY, words="He broke her door: Firstcanary", why="Needed",
                 compares=True, at=timezone.now())  # fmt: skip
    (one,), _ = answers(actor=area.amina, page=1)
    assert "Firstcanary" in one.words and one.flag == flag
    for actor in (of_children(area), area.carl, area.grace, area.fay):
        with acting_as(actor):
            assert "say" not in set(HeldMatch.objects.values_list("answer", flat=True))
    assert "Firstcanary" not in told(of_children(area))
    run(area)
    with acting_as(of_children(area)):
        assert not ReviewPair.objects.exists(), "one agency that allows it is not both"


def test_an_agency_sees_none_of_the_rows_behind_a_link(area: Area) -> None:
    serial(area)
    for actor in (area.bea, area.amina, of_children(area), area.fay):
        with acting_as(actor):
            assert {one.agency_id for one in ExtractRecord.objects.all()} <= {actor.agency_id}
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                list(FlagMember.objects.all())


def test_harm_to_the_same_person_again_is_found(area: Area) -> None:
    signed(area)
    others(area)
    sent(area.bea, {**HIM, "local_id": "h1", "with_local_id": "v1"}, FIRST, kind="housing")
    sent(area.commands, {**HIM, "local_id": "h2", "with_local_id": "v1", "last_contact": EARLIER}, FIRST,
         kind="social_care", agency=area.agencies["children"])  # fmt: skip
    run(area)
    found, _ = queue(actor=area.amina, page=1, closed=False)
    assert ("Harm to the same person again",) in {one.reasons for one in found}


def test_a_household_and_somebody_who_moved_here_are_found(area: Area) -> None:
    signed(area)
    others(area)
    home = {"household": "u7", "signals": "incident", "last_contact": RECENT, "part": "victim"}
    sent(area.bea, {**FIRST, **home}, {**SECOND, **home, "moved_from": "Otherbury"}, kind="housing")
    run(area)
    found, _ = queue(actor=area.amina, page=1, closed=False)
    reasons = {reason for one in found for reason in one.reasons}
    assert {"A household in which several people are harmed", "Moved here from another area"} <= reasons


def test_a_record_is_asked_about_once_however_many_cases_she_is_in(area: Area) -> None:
    signed(area)
    first, second = case_of_her(area), case_of_her(area)
    others(area)
    run(area)
    shown, number = held_matches(actor=area.bea, page=1)
    with acting_as(area.bea):
        assert HeldMatch.objects.count() == 2
    assert number == 1, "in how many cases she is would be told by the number of questions"
    answer_match(actor=area.bea, match=shown[0].row.id, answer=SAY, words="Rent arrears", why="It helps",
                 compares=False, at=timezone.now())  # fmt: skip
    said, _ = answers(actor=area.amina, page=1)
    assert {one.case.id for one in said if one.case} == {first, second}
    assert {one.words for one in said} == {"Rent arrears"}


def unsure(area: Area) -> None:
    """One agency holds her, the other somebody of her home, telephone and date of birth under another name: a twin?"""
    signed(area)
    case_of_her(area)
    others(area)
    sent(area.bea, HER, kind="housing")
    maybe = {**HER, "local_id": "c9", "given_name": "Karen"}
    sent(area.commands, maybe, kind="social_care", agency=area.agencies["children"])


def test_records_of_two_agencies_stand_side_by_side_only_once_both_let_them(area: Area) -> None:
    unsure(area)
    run(area)
    children = of_children(area)
    for number, actor in enumerate((area.bea, children)):
        shown, _ = held_matches(actor=actor, page=1)
        assert shown, f"agency {number} is asked"
        answer_match(actor=actor, match=shown[0].row.id, answer=SAY, words="We know her", why="Needed", compares=True,
                     at=timezone.now())  # fmt: skip
        run(area)
        with acting_as(area.amina):
            across = list(ReviewPair.objects.filter(kind="across"))
        assert bool(across) is (number == 1), "after both, not before"
    (pair,) = across
    shown_pair = pair_of(actor=area.amina, pair=pair.id)
    assert {shown_pair.one.title, shown_pair.other.title} == {"One agency's record"}
    for actor in (area.bea, children, area.grace, area.carl):
        with pytest.raises(NotFound):
            pair_of(actor=actor, pair=pair.id)
        assert pair.id not in {one.id for one in pairs(actor=actor, page=1, decided=False)[0]}
    assert decide(actor=area.amina, pair=pair.id, decision="same", reason="One telephone", at=timezone.now()) is False
    confirm(actor=replace(area.amina, user_id=area.carl.user_id), pair=pair.id, words="Yes", at=timezone.now())
    with acting_as(area.amina):
        assert ReviewPair.objects.get(id=pair.id).state == "decided"


def test_an_agency_that_says_nothing_is_to_be_seen_nowhere(area: Area) -> None:
    flag = serial(area)
    asked_about(area, flag)
    before = asdict_of(area, flag)
    with acting_as(area.bea):
        (mine,) = HeldMatch.objects.all()
    answer_match(actor=area.bea, match=mine.id, answer=NOTHING, words="", why="Not ours to say", compares=False,
                 at=timezone.now())  # fmt: skip
    assert asdict_of(area, flag) == before


def asdict_of(area: Area, flag: UUID) -> list[object]:
    queued, said = flag_of(actor=area.amina, flag=flag)
    return [{k: v for k, v in vars(queued.row).items() if k != "_state"}, queued.reasons, [asdict(one) for one in said],
            answers(actor=area.amina, page=1)]  # fmt: skip


@pytest.mark.parametrize("kind", ["specialist", "by_and_for", "counselling", "sexual_health"])
def test_special_kinds_are_compared_with_nothing_until_their_own_lead_says_so(area: Area, kind: str) -> None:
    signed(area)
    case_of_her(area)
    others(area, start=50)
    with acting_as(area.bea):
        Extract.objects.update(compared=False)
    taken = sent(area.bea, HER, kind=kind)
    assert taken.compared is False and run(area).asked == 0
    for actor in (area.amina, area.bea):
        with pytest.raises(Exception, match=r"lead|not found|There is nothing"):
            let_be_compared(actor=actor, extract=taken.id, compared=True, at=timezone.now())
    let_be_compared(actor=area.lena, extract=taken.id, compared=True, at=timezone.now())
    assert run(area).asked == 1
    assert start_comparing(actor=area.amina, at=timezone.now())


@pytest.mark.parametrize("body", list(Body))
def test_whichever_of_the_three_takes_back_the_queue_and_the_answers_are_shut(area: Area, body: Body) -> None:
    flag = serial(area)
    asked_about(area, flag)
    with acting_as(area.bea):
        (mine,) = HeldMatch.objects.all()
    answer = {"match": mine.id, "answer": SAY, "words": "x", "why": "y", "compares": False, "at": timezone.now()}
    answer_match(actor=area.bea, **answer)
    with acting_as(area.amina):
        assert HeldMatch.objects.count() == 1 and Flag.objects.filter(id=flag).exists()
        signed_by_it = SignOff.objects.get(body=body, use=Use.MATCHING)
    take_back(actor=area.amina, sign_off=signed_by_it.id, why="Doubts", at=timezone.now())
    with acting_as(area.amina):
        assert not HeldMatch.objects.exists() and not Flag.objects.exists()
        assert "is off" in why_off(Use.MISSING, today=timezone.localdate())
    with acting_as(of_children(area)):
        (theirs,) = HeldMatch.objects.all()
    with pytest.raises(Refusal, match="is off"):
        answer_match(actor=of_children(area), **{**answer, "match": theirs.id})


def test_by_night_everything_is_compared_while_the_three_have_signed(area: Area) -> None:
    case_of_her(area)
    others(area)
    NIGHTLY["compare extracts"](area.commands)
    with acting_as(area.bea):
        assert not HeldMatch.objects.exists()
    signed(area)
    NIGHTLY["compare extracts"](area.commands)
    with acting_as(area.bea):
        assert HeldMatch.objects.count() == 1


def test_two_registers_of_an_agency_may_both_count_from_one(area: Area) -> None:
    signed(area)
    case_of_her(area)
    others(area)
    sent(area.bea, {"local_id": "1", "given_name": "Bryn", "family_name": "Salterton", "dob": "03/07/1961"}, HER_TWO,
         kind="housing")  # fmt: skip
    assert run(area).asked == 2, "record 1 of one register is her, and record 2 of the other"
    (one, other), number = held_matches(actor=area.bea, page=1)
    assert number == 2 and {one.record["local_id"], other.record["local_id"]} == {"1", "2"}
    assert {one.record["family_name"], other.record["family_name"]} == {"Tideswell"}


HER_TWO = {**HER, "local_id": "2"}
