"""The missing-link queue and the review of pairs, from the agencies' files to what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.refusals import NotFound, Refusal
from openccr.linkage.comparing import Item, compare_items
from openccr.linkage.models import AreaWeights, Flag, HeldMatch, ReviewPair
from openccr.linkage.operations.matches import answer_match
from openccr.linkage.operations.missing import ask_holders, close_flag, weigh
from openccr.linkage.operations.review import confirm, decide, learn, undo
from openccr.linkage.operations.signoffs import take_back
from openccr.linkage.queries.matches import answers, held_match, held_matches, number_asked
from openccr.linkage.queries.missing import figures, flag_of, queue
from openccr.linkage.queries.review import pair_of, pairs, quality
from openccr.linkage.queries.signoffs import sign_offs
from openccr.linkage.rules.matches import SAY
from openccr.linkage.rules.measured import Sureness
from openccr.linkage.rules.signoffs import Use
from openccr.linkage.sealing import pair_token
from tests.linkage.extracts.making import HER, officer, run, sent, signed
from tests.linkage.extracts.test_matching import case_of_her, others
from tests.linkage.weighed import WEIGHED, without
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

RECENT = (timezone.localdate() - timedelta(days=20)).isoformat()
KNOWN = {**HER, "signals": "disclosed", "last_contact": RECENT, "part": "victim", "ethnicity": "white_british"}

HERE = {"address": "3 Bramble Close", "postcode": "ZX1 1AB", "phone": "07700 900101"}


def found(area: Area, **more: str) -> UUID:
    """She is known to housing and to children's services, with a sign of risk, and referred by none."""
    signed(area)
    others(area)
    sent(area.bea, {**KNOWN, **more}, kind="housing")
    sent(area.commands, {**KNOWN, "local_id": "c9"}, kind="social_care", agency=area.agencies["children"])
    run(area)
    with acting_as(area.amina):
        return Flag.objects.get().id


def weighed(area: Area) -> UUID:
    flag = found(area)
    weigh(actor=area.amina, flag=flag, weighing=WEIGHED, at=timezone.now())
    return flag


@pytest.mark.parametrize(
    "field", ["law", "purpose", "necessary", "proportionate", "alternatives", "consent", "told", "told_harmer"]
)
def test_nobody_is_asked_before_every_reason_and_the_lawful_basis_are_written_down(area: Area, field: str) -> None:
    flag = found(area)
    with pytest.raises(Refusal) as refused:
        weigh(actor=area.amina, flag=flag, weighing=without(field), at=timezone.now())
    assert refused.value.field == ("basis" if field == "law" else field)
    weigh(actor=area.amina, flag=flag, weighing=WEIGHED, at=timezone.now())
    queued, _ = flag_of(actor=area.amina, flag=flag)
    assert queued.law[0] == "Public task (UK GDPR, Article 6(1)(e))" and queued.row.told == WEIGHED.told


def test_somebody_known_to_two_agencies_and_referred_by_none_is_found(area: Area) -> None:
    found(area)
    (one,), number = queue(actor=area.amina, page=1, closed=False)
    assert number == 1 and one.reasons == ("Known to several agencies, and referred by none",)
    assert one.row.weight == 6 and one.row.newest_on and one.row.newest_on.day == 1
    for actor in (area.bea, area.fay, area.grace, officer(area)):
        with acting_as(actor):
            assert not Flag.objects.exists()


def test_who_is_referred_already_is_not_in_the_queue(area: Area) -> None:
    case_of_her(area)
    signed(area)
    others(area)
    sent(area.bea, KNOWN, kind="housing")
    sent(area.commands, {**KNOWN, "local_id": "c9"}, kind="social_care", agency=area.agencies["children"])
    assert run(area).raised == 0


def test_the_queue_is_off_without_its_own_three_sign_offs(area: Area) -> None:
    signed(area, uses=(Use.MATCHING,))
    others(area)
    sent(area.commands, {**KNOWN, "local_id": "c9"}, kind="social_care", agency=area.agencies["children"])
    sent(area.bea, KNOWN, kind="housing")
    assert run(area).raised == 0


def test_nobody_is_asked_before_it_is_weighed_not_even_by_hand(area: Area) -> None:
    flag = found(area)
    with pytest.raises(Refusal):
        ask_holders(actor=area.amina, flag=flag, at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(area.amina), connection.cursor() as cursor:
        cursor.execute("SELECT openccr.ask_holders(%s, current_date, now())", [flag])


def test_the_agencies_that_hold_a_record_are_asked_and_the_asker_learns_of_none(area: Area) -> None:
    flag = weighed(area)
    ask_holders(actor=area.amina, flag=flag, at=timezone.now())
    held, number = held_matches(actor=area.bea, page=1)
    assert number == 2 and held[0].row.kind == "missing", "each of its two registers has a record of her"
    _, said = flag_of(actor=area.amina, flag=flag)
    assert said == []
    answer_match(actor=area.bea, match=held[0].row.id, answer=SAY, words="She asked us for a move", why="She agreed",
                 compares=False, at=timezone.now())  # fmt: skip
    _, (one,) = flag_of(actor=area.amina, flag=flag)
    assert (one.agency, one.words) == ("Willowmere Homes", "She asked us for a move")
    (there,), _ = answers(actor=area.amina, page=1)
    assert there.flag == flag
    with acting_as(replace(area.pia, agency_id=area.agencies["children"])):
        assert HeldMatch.objects.count() == 1, "the other agency sees its own question alone"


def test_what_came_of_it_is_written_down_and_counted(area: Area) -> None:
    flag = weighed(area)
    with pytest.raises(Refusal):
        close_flag(actor=area.amina, flag=flag, outcome="referred", outcome_why="x", route="", at=timezone.now())
    close_flag(actor=area.amina, flag=flag, outcome="referred", outcome_why="By housing", route="conference",
               at=timezone.now())  # fmt: skip
    for actor in (area.amina, area.fay, officer(area)):
        told = figures(actor=actor, at=timezone.now())
        assert (told.open, told.closed) == (0, 1)
        assert told.precision and told.precision.value == 1.0 and told.precision.low < 0.5, "one is not much to go by"
        assert told.by_ethnicity == [("English, Welsh, Scottish, Northern Irish or British", None, None, None)], (
            "nothing below five"
        )
    with pytest.raises(Refusal):
        close_flag(actor=area.amina, flag=flag, outcome="mistaken", outcome_why="x", route="", at=timezone.now())
    run(area)
    assert queue(actor=area.amina, page=1, closed=False)[1] == 0, "not raised again for the same signs"


def test_once_a_link_is_closed_nobody_is_asked_about_it_any_more(area: Area) -> None:
    flag = weighed(area)
    ask_holders(actor=area.amina, flag=flag, at=timezone.now())
    first = held_matches(actor=area.bea, page=1)[0][0].row
    answer_match(actor=area.bea, match=first.id, answer=SAY, words="She asked us for a move", why="She agreed",
                 compares=False, at=timezone.now())  # fmt: skip
    close_flag(actor=area.amina, flag=flag, outcome="no_concern", outcome_why="x", route="", at=timezone.now())
    run(area)
    with acting_as(area.bea):
        assert [one.id for one in HeldMatch.objects.filter(kind="missing")] == [first.id], "what was said stays"


def test_taking_a_sign_off_back_closes_the_queue_at_once(area: Area) -> None:
    flag = weighed(area)
    shown, _ = sign_offs(actor=area.grace, today=timezone.localdate())
    panel = shown[1].bodies[2][1]
    assert panel is not None
    take_back(actor=area.grace, sign_off=panel.id, why="Not like this", at=timezone.now())
    with pytest.raises(Refusal):
        ask_holders(actor=area.amina, flag=flag, at=timezone.now())


def test_a_question_that_rests_on_no_sign_off_any_more_is_neither_shown_nor_answered(
    area: Area, client: Client
) -> None:
    flag = weighed(area)
    ask_holders(actor=area.amina, flag=flag, at=timezone.now())
    (held, *_), number = held_matches(actor=area.bea, page=1)
    assert number and waiting(area) == number
    shown, _ = sign_offs(actor=area.grace, today=timezone.localdate())
    panel = shown[1].bodies[2][1]
    assert panel is not None
    sign_in(client, area.grace)
    back = client.get(reverse("linkage.take_back", args=[panel.id])).content.decode()
    assert "the comparison goes on" in back and "nothing is compared" not in back
    take_back(actor=area.grace, sign_off=panel.id, why="Not like this", at=timezone.now())
    assert held_matches(actor=area.bea, page=1) == ([], 0) and waiting(area) == 0
    with pytest.raises(Refusal, match="missing-link queue is off"):
        held_match(actor=area.bea, match=held.row.id)
    with pytest.raises(Refusal, match="missing-link queue is off"):
        answer_match(
            actor=area.bea, match=held.row.id, answer=SAY, words="Arrears", why="x", compares=True, at=timezone.now()
        )


def waiting(area: Area) -> int:
    with acting_as(area.bea):
        return number_asked(area.bea)[0]


def test_the_same_link_is_not_raised_twice(area: Area) -> None:
    found(area)
    assert run(area).raised == 0
    assert queue(actor=area.amina, page=1, closed=False)[1] == 1


def twice(area: Area) -> UUID:
    """Housing wrote the same person down twice."""
    signed(area)
    rows = [{**HER, "local_id": "1"}, {**HER, "local_id": "2", "dob": "14/03/1990", "address": "", "postcode": ""}]
    sent(area.bea, *rows, {"local_id": "8", "given_name": "Rowan", "family_name": "Marsh", "dob": "01/02/1970"})
    run(area)
    with acting_as(area.bea):
        return ReviewPair.objects.get(kind="records").id


def test_two_records_of_an_agency_stand_side_by_side_for_that_agency_alone(area: Area) -> None:
    pair = twice(area)
    shown = pair_of(actor=area.bea, pair=pair)
    assert {one.label: one.mark for one in shown.fields}["Date of birth"] == "differs"
    assert dict(shown.row.evidence).keys() >= {"start", "names", "birth", "others"}
    for actor in (area.amina, area.carl, area.grace):
        with pytest.raises(NotFound):
            pair_of(actor=actor, pair=pair)


def test_the_evidence_adds_up_to_what_the_model_says(area: Area) -> None:
    from math import exp

    pair = twice(area)
    row = pair_of(actor=area.bea, pair=pair).row
    total = sum(value for _, value in row.evidence)
    assert abs(1 / (1 + exp(-total)) - row.probability) < 0.01


def test_a_decision_waits_for_a_second_person_and_can_be_undone(area: Area) -> None:
    pair = twice(area)
    with acting_as(area.bea):
        sure = ReviewPair.objects.get(id=pair).probability
    with pytest.raises(Refusal):
        decide(actor=area.bea, pair=pair, decision="same", reason=" ", at=timezone.now())
    decision = "same" if sure < 0.95 else "different"
    assert decide(actor=area.bea, pair=pair, decision=decision, reason="One file", at=timezone.now()) is False
    with pytest.raises(Refusal):
        confirm(actor=area.bea, pair=pair, words="Looked", at=timezone.now())
    confirm(actor=area.lena, pair=pair, words="Looked at both", at=timezone.now())
    assert pairs(actor=area.bea, page=1, decided=True)[1] == 1
    undo(actor=area.bea, pair=pair, at=timezone.now())
    assert pairs(actor=area.bea, page=1, decided=True)[1] == 0


def test_what_was_decided_stays_and_is_not_asked_again(area: Area) -> None:
    pair = twice(area)
    before = pair_of(actor=area.bea, pair=pair).row.probability
    if not decide(actor=area.bea, pair=pair, decision="different", reason="Two sisters", at=timezone.now()):
        confirm(actor=area.lena, pair=pair, words="Yes", at=timezone.now())
    run(area)
    with acting_as(area.bea):
        row = ReviewPair.objects.get(kind="records")
    assert (row.id, row.state, row.decision, row.probability) == (pair, "decided", "different", before)


@pytest.mark.parametrize("same", [True, False])
def test_a_persons_decision_stands_before_what_the_model_says(same: bool) -> None:
    items = [
        Item(uuid4(), "housing", token, {"given_name": "Kirsty", "family_name": "Tideswell", "dob": born})
        for token, born in (("a", "13/04/1990"), ("b", "14/03/1990"), ("c", "01/01/1950"))
    ]
    found = compare_items(items, today=timezone.localdate(), decided={pair_token("a", "b"): same}, sureness=Sureness())
    assert (found.humans[0] == found.humans[1]) is same


@pytest.mark.parametrize("same", [True, False])
def test_a_persons_decision_stands_before_a_sex_that_was_written_wrongly(same: bool) -> None:
    items = [
        Item(uuid4(), source, token, {"given_name": "Chris", "family_name": "Tideswell", "sex": sex, **HERE})
        for source, token, sex in (("housing", "a", "M"), ("police", "b", "F"), ("health", "c", ""))
    ]
    found = compare_items(items, today=timezone.localdate(), decided={pair_token("a", "b"): same}, sureness=Sureness())
    assert (found.humans[0] == found.humans[1]) is same


def test_who_answers_for_linkage_sees_how_good_it_is_and_nobody_of_whom(area: Area) -> None:
    pair = twice(area)
    decide(actor=area.bea, pair=pair, decision="cannot_tell", reason="Too little", at=timezone.now())
    for actor in (area.amina, area.fay, officer(area)):
        assert quality(actor=actor).found.precision is None
    with pytest.raises(Refusal):
        quality(actor=area.bea)
    with pytest.raises(Refusal):
        learn(actor=area.amina, at=timezone.now())
    with acting_as(area.amina):
        assert not AreaWeights.objects.exists()
