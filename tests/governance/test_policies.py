"""The register of policies: owner, version, evidence, survivors' input, review, signatures, and who has read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.db.utils import Error
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.rules.repeats import add_months
from openccr.content import load
from openccr.governance.models import PolicyRead, PolicyVersion
from openccr.governance.operations.policies import (
    add_policy,
    retire_policy,
    review_policy,
    say_read,
    sign_policy,
    take_signature_back,
    unretire_policy,
    write_version,
)
from openccr.governance.queries.policies import of_agencies, policy_of, register, to_read
from openccr.governance.rules.policies import PolicyState, Version, state_of, still_template, thin
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from tests.governance.commissioned import NOW, TODAY, rival
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db
NEXT = add_months(TODAY, 12)
WORDS = Version(
    body="Who speaks\nThe chair.", held_at="", evidence="ISOE 2020", survivor_input="The panel asked for a way out.",
    approved_on=TODAY, approved_by="The board",
)  # fmt: skip


def added(area: Area, actor: Actor | None = None, **changed: object) -> UUID:
    values = {
        "kind": "communication", "title": "Communications", "owner": "Amina Okafor, coordinator", "agency_id": None,
        "review_on": NEXT, "to_be_read": True, "at": NOW,
    }  # fmt: skip
    return add_policy(actor=actor or area.amina, **values | changed)  # type: ignore[arg-type]


def written(area: Area, policy: UUID, *sign: str, actor: Actor | None = None, **changed: object) -> UUID:
    agencies = [area.agencies[one] for one in sign]
    version = replace(WORDS, **changed)  # type: ignore[arg-type]
    return write_version(actor=actor or area.amina, policy=policy, version=version, sign=agencies, at=NOW)


def staff_policy(area: Area, actor: Actor, agency: str = "housing") -> UUID:
    return added(area, actor, kind="staff", title="For staff", agency_id=area.agencies[agency])


def test_the_pack_lists_what_the_source_says_should_be_in_place_each_with_a_template() -> None:
    kinds = load().policies.policies
    listed = {"safeguarding", "risk", "conference", "staff", "governance", "communication", "death_reviews"}
    assert listed <= set(kinds)
    assert all("ISOE, component 12" in kinds[key].source and kinds[key].parts for key in listed)
    assert kinds["staff"].whose == "agency" and kinds["communication"].whose == "partnership"


def test_a_late_review_does_not_end_a_policy() -> None:
    def state(review_on: date, *, approved: bool = True, retired_on: date | None = None) -> PolicyState:
        return state_of(approved=approved, review_on=review_on, retired_on=retired_on, today=TODAY)

    assert state(NEXT, approved=False) is PolicyState.DRAFT
    assert state(NEXT) is PolicyState.IN_FORCE
    assert state(TODAY + timedelta(days=60)) is PolicyState.REVIEW_SOON
    assert state(TODAY - timedelta(days=1)) is PolicyState.REVIEW_LATE
    assert state(NEXT, retired_on=TODAY) is PolicyState.RETIRED


def test_the_register_says_that_survivors_were_not_asked_and_who_has_not_signed() -> None:
    assert thin(survivor_input=" ", approved=False, signed=1, asked=3) == [
        "Nobody has approved it.", "Survivors have not been asked about it.", "2 of 3 agencies have not signed.",
    ]  # fmt: skip
    assert thin(survivor_input="x", approved=True, signed=0, asked=0) == []


def test_no_template_is_approved_as_it_is_and_its_headings_are_named(area: Area) -> None:
    kind = load().policies.policies["communication"]
    parts = [(part.heading, part.says) for part in kind.parts]
    body = "\n\n".join(f"{heading}\n{says}" for heading, says in parts)
    assert still_template(body, parts) == [heading for heading, _ in parts]
    ours = body.replace(kind.parts[0].says, "The chair, within three days.").replace(
        kind.parts[1].says, f"{kind.parts[1].says}\nWe say it in every report."
    )
    assert still_template(ours, parts) == [heading for heading, _ in parts[2:]]
    policy = added(area)
    with pytest.raises(Refusal, match="template's words still stand under “Figures”"):
        written(area, policy, body="Figures\n" + kind.parts[2].says)
    assert written(area, policy, body=body, approved_on=None, approved_by="")  # a draft is no promise
    assert written(area, policy, body="Figures\nEach with its source.")


@pytest.mark.parametrize("blank", ["[name of the lead]", "TBC", "____", "<insert the number>", "Insert name of agency"])
def test_nothing_is_approved_in_which_something_is_still_to_be_filled_in(area: Area, blank: str) -> None:
    policy = added(area)
    with pytest.raises(Refusal, match="still to be filled in"):
        written(area, policy, body=f"Talk to {blank}.")
    assert written(area, policy, body="Talk to the duty desk [2], [its page](https://a.example), if 3 < 4 and [sic].")


def test_what_is_missing_is_named_until_it_is_there(area: Area) -> None:
    assert {"communication", "governance"} <= {one.key for one in register(actor=area.bea, today=TODAY).missing}
    policy = added(area)
    left = {one.key for one in register(actor=area.bea, today=TODAY).missing}
    assert "communication" not in left and "staff" not in left
    retire_policy(actor=area.amina, policy=policy, at=NOW)
    assert "communication" in {one.key for one in register(actor=area.bea, today=TODAY).missing}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"body": " "}, "body"), ({"evidence": ""}, "evidence"), ({"approved_by": ""}, "approved_by"),
        ({"approved_on": None}, "approved_by"), ({"approved_on": TODAY + timedelta(days=1)}, "approved_on"),
    ],
)  # fmt: skip
def test_a_version_needs_words_what_it_rests_on_and_who_approved_it_when(
    area: Area, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        written(area, added(area), **changed)
    assert refusal.value.field == field


def test_a_version_is_never_changed_and_a_new_one_asks_for_signatures_anew(area: Area) -> None:
    policy = added(area)
    first = written(area, policy, "housing", "police")
    sign_policy(
        actor=area.lena, policy=policy, agency_id=area.agencies["housing"], signed_by="Lena Abernathy, head",
        signed_on=TODAY, at=NOW,
    )  # fmt: skip
    assert policy_of(actor=area.bea, policy=policy, today=TODAY).shown.signed == 1
    with acting_as(area.amina), pytest.raises(Error), transaction.atomic():
        PolicyVersion.objects.filter(id=first).update(body="Else")
    written(area, policy, "housing", "police", body="Other words")
    found = policy_of(actor=area.bea, policy=policy, today=TODAY)
    assert found.shown.signed == 0 and [one.number for one in found.versions] == [2, 1]


def test_a_lead_signs_for_their_own_agency_and_for_no_other(area: Area) -> None:
    policy = added(area)
    written(area, policy, "housing", "police")
    given = {"signed_by": "x", "signed_on": TODAY, "at": NOW}
    with pytest.raises(Refusal):
        sign_policy(actor=area.lena, policy=policy, agency_id=area.agencies["police"], **given)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        sign_policy(actor=area.amina, policy=policy, agency_id=area.agencies["idva"], **given)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="was approved on"):
        sign_policy(
            actor=area.amina, policy=policy, agency_id=area.agencies["police"], at=NOW, signed_by="x",
            signed_on=TODAY - timedelta(days=4000),
        )  # fmt: skip
    sign_policy(actor=area.amina, policy=policy, agency_id=area.agencies["police"], **given)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="already"):
        sign_policy(actor=area.amina, policy=policy, agency_id=area.agencies["police"], **given)  # type: ignore[arg-type]


def test_a_signature_written_down_by_mistake_is_taken_back_and_the_agency_is_asked_again(area: Area) -> None:
    policy = added(area)
    written(area, policy, "housing", "police")
    here, back = (reverse(f"governance.{one}", kwargs={"policy": policy}) for one in ("policy", "policy_unsign"))
    lena, amina = as_(area.lena), as_(area.amina)
    assert back not in text_of(lena.get(here)) + text_of(amina.get(here))
    for agency in ("housing", "police"):
        sign_policy(
            actor=area.amina, policy=policy, agency_id=area.agencies[agency], signed_by="x", signed_on=TODAY, at=NOW
        )
    with pytest.raises(Refusal):
        take_signature_back(actor=area.lena, policy=policy, agency_id=area.agencies["police"], at=NOW)
    with pytest.raises(NotFound):
        take_signature_back(actor=area.amina, policy=policy, agency_id=area.agencies["idva"], at=NOW)
    assert back in text_of(lena.get(here)) and str(area.agencies["police"]) not in text_of(lena.get(back))
    assert lena.post(back, {"agency_id": str(area.agencies["housing"])}).status_code == 302
    assert amina.post(back, {"agency_id": str(area.agencies["police"])}).status_code == 302
    shown = policy_of(actor=area.amina, policy=policy, today=TODAY).shown
    assert shown.signed == 0 and {one.signed_by for one in shown.signatories} == {""}
    assert back not in text_of(lena.get(here))


def test_each_says_for_themselves_that_they_have_read_and_a_new_version_asks_again(area: Area) -> None:
    policy = added(area)
    written(area, policy)
    with acting_as(area.bea):
        assert [one.id for one in to_read(area.bea)] == [policy]
    say_read(actor=area.bea, policy=policy, at=NOW)
    say_read(actor=area.bea, policy=policy, at=NOW)
    with acting_as(area.bea):
        assert to_read(area.bea) == [] and PolicyRead.objects.count() == 1
        version = PolicyVersion.objects.get()
        with pytest.raises(Error), transaction.atomic():
            PolicyRead(
                partnership_id=area.id, version=version, agency_id=area.bea.agency, user_id=area.carl.user_id,
                by_name="Carl", read_at=NOW,
            ).save(force_insert=True)  # fmt: skip
    written(area, policy, body="Other words")
    with acting_as(area.bea):
        assert [one.id for one in to_read(area.bea)] == [policy]


def test_who_has_read_is_for_the_own_agencys_lead_and_the_coordinator(area: Area) -> None:
    policy = added(area)
    written(area, policy)
    for one in (area.bea, area.grace):
        say_read(actor=one, policy=policy, at=NOW)

    def readers(actor: Actor) -> list[str]:
        return [one.by_name for one in policy_of(actor=actor, policy=policy, today=TODAY).readers]

    assert readers(area.amina) == ["Bea Lindqvist", "Grace Winterbourne"]
    assert readers(area.lena) == ["Bea Lindqvist"] and readers(rival(area)) == ["Grace Winterbourne"]
    assert readers(area.carl) == [] and readers(area.bea) == ["Bea Lindqvist"]


def test_a_draft_nobody_approved_is_not_asked_to_be_read(area: Area) -> None:
    policy = added(area)
    written(area, policy, approved_on=None, approved_by="")
    with acting_as(area.bea):
        assert to_read(area.bea) == []


def test_each_agency_keeps_its_own_policy_for_staff_and_nobody_elses(area: Area) -> None:
    mine = staff_policy(area, area.lena)
    written(area, mine, actor=area.lena)
    with pytest.raises(Refusal):
        staff_policy(area, area.lena, agency="police")
    with pytest.raises(Refusal):
        added(area, area.lena)  # the partnership's
    with pytest.raises(Refusal):
        written(area, mine, actor=rival(area))
    with pytest.raises(Refusal, match="each agency's own"):
        added(area, kind="staff", title="For all staff")
    with pytest.raises(Refusal, match="another agency's own"):
        say_read(actor=area.carl, policy=mine, at=NOW)
    kinds, rows = of_agencies(actor=area.carl, today=TODAY)
    assert "staff" in {one.key for one in kinds}
    has = {row.agency: row.policies["staff"] is not None for row in rows}
    assert has["Willowmere Homes"] and not has["Exampleshire Police"]


def test_another_agencys_policy_cannot_be_written_past_the_application(area: Area) -> None:
    theirs = staff_policy(area, area.amina, agency="police")
    with acting_as(area.lena), pytest.raises(Error), transaction.atomic():
        PolicyVersion(
            partnership_id=area.id, policy_id=theirs, number=1, body="x", evidence="x", made_at=NOW, made_by="x"
        ).save(force_insert=True)


def test_a_policy_retired_by_mistake_is_put_in_force_again_by_whoever_keeps_it(area: Area) -> None:
    policy = added(area)
    written(area, policy)
    here, again = (reverse(f"governance.{one}", kwargs={"policy": policy}) for one in ("policy", "policy_unretire"))
    with pytest.raises(Refusal, match="not retired"):
        unretire_policy(actor=area.amina, policy=policy, at=NOW)
    retire_policy(actor=area.amina, policy=policy, at=NOW)
    client = as_(area.amina)
    assert again in text_of(client.get(here)) and client.post(again).status_code == 302
    with pytest.raises(Refusal):
        unretire_policy(actor=area.lena, policy=policy, at=NOW)
    assert policy_of(actor=area.bea, policy=policy, today=TODAY).shown.state is not PolicyState.RETIRED
    assert again not in text_of(client.get(here))


def test_a_review_says_what_it_found_and_when_the_next_is(area: Area) -> None:
    policy = added(area, review_on=TODAY + timedelta(days=30))
    written(area, policy)
    client = as_(area.amina)
    assert "Review: Communications" in text_of(client.get("/"))
    with pytest.raises(Refusal):
        review_policy(actor=area.amina, policy=policy, words=" ", review_on=NEXT, at=NOW)
    review_policy(actor=area.amina, policy=policy, words="Still right.", review_on=NEXT, at=NOW)
    assert "Review: Communications" not in text_of(client.get("/"))
