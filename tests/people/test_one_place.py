"""One place written with its postcode and without it: nothing goes there under the other writing (T-ADDR)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.conference.operations.conflict_matching import files_about, staff_to_look_at
from openccr.kernel.refusals import Refusal
from openccr.people.models import Whereabouts
from openccr.people.operations import Description, Name, add_person, address, place, retire
from openccr.people.operations.choosing import choose_places
from openccr.people.operations.declaring import declare_own
from openccr.people.queries.chosen import chosen_for
from openccr.people.rules import PartKind
from openccr.people.rules.staff import Declared
from openccr.people.sealing import match_token
from tests.makers import NOW, TODAY, Area, open_case

pytestmark = pytest.mark.django_db

WHOLE, BARE = "Flat 2, 41 Kingfisher Road, Nowhere, WM7 4QX", "flat 2, 41 Kingfisher Rd."
NAMED, NAMED_BARE = "Rowan Cottage, Nowhere, WM7 4QX", "Rowan Cottage Nowhere"


def somebody(area: Area, file: UUID, *texts: str, kind: PartKind = PartKind.VICTIM) -> UUID:
    described = Description(
        names=(Name(given="Rosa", family="Tamworth"),), places=tuple(("address", text) for text in texts)
    )
    return add_person(
        actor=area.amina, file_id=file, kind=kind, described=described, relationship="", source="x", on=TODAY
    )


def row_of(area: Area, person: UUID, text: str) -> Whereabouts:
    with acting_as(area.amina):
        return Whereabouts.objects.filter(person_id=person, match=match_token(text)).latest("from_on", "id")


def may_be_written_to(area: Area, row: Whereabouts) -> bool:
    try:
        with acting_as(area.amina):
            address(place=row, what="letter", at=NOW, by=area.amina.appointment)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize(("his", "hers"), [(WHOLE, BARE), (BARE, WHOLE), (NAMED, NAMED_BARE), (NAMED_BARE, NAMED)])
def test_t_addr_what_he_has_in_one_writing_is_known_to_him_in_the_other(area: Area, his: str, hers: str) -> None:
    file = open_case(area)
    person = somebody(area, file, hers)
    somebody(area, file, his, kind=PartKind.HARMER)
    assert not may_be_written_to(area, row_of(area, person, hers))


@pytest.mark.parametrize(("known", "other"), [(WHOLE, BARE), (BARE, WHOLE)])
def test_t_addr_retiring_one_writing_retires_the_other_and_what_is_written_down_afterwards(
    area: Area, known: str, other: str
) -> None:
    file = open_case(area)
    person = somebody(area, file, known, other)
    retired = retire(
        actor=area.bea, file=file, person=person, places=[row_of(area, person, known).id], why="He wrote there", at=NOW
    )
    assert retired == 2
    place(actor=area.bea, file=file, person=person, kind="address", text=other, at=NOW)
    with acting_as(area.amina):
        again = Whereabouts.objects.get(person_id=person, retired_at=None)
    assert not may_be_written_to(area, again)


@pytest.mark.parametrize(
    "hers",
    [
        "Flat 3, 41 Kingfisher Road, Nowhere, WM7 4QX",
        "Flat 3, 41 Kingfisher Road",
        "Flat 2, 43 Kingfisher Road",
        "Flat 2, 41 Kingfisher Road, Elsewhere, WM9 1AA",
        "WM7 4QX",
    ],
)
def test_two_flats_two_houses_and_two_towns_stay_two(area: Area, hers: str) -> None:
    file = open_case(area)
    person = somebody(area, file, hers)
    somebody(area, file, WHOLE, kind=PartKind.HARMER)
    assert may_be_written_to(area, row_of(area, person, hers))


def test_t_addr_a_paper_asks_again_in_both_writings(area: Area) -> None:
    file = open_case(area, invited=("housing",))
    person = somebody(area, file, BARE)
    agency = area.agencies["housing"]
    choose_places(
        actor=area.amina, file=file, person=person, agency=agency, kinds=["address"], reason="to fit new locks", at=NOW
    )
    somebody(area, file, WHOLE, kind=PartKind.HARMER)
    soon = NOW + timedelta(minutes=5)
    with acting_as(area.amina), pytest.raises(Refusal, match="may know one of these places"):
        chosen_for(file=file, agency=agency, by=area.amina.appointment, at=soon)


@pytest.mark.parametrize(
    ("declared", "in_case", "held"),
    [
        (Declared(address="Flat 2, 41 Kingfisher Road", postcode="wm7 4qx"), WHOLE, True),
        (Declared(address="Flat 2, 41 Kingfisher Road", postcode="WM74QX"), BARE, True),
        (Declared(address="Flat 2, 41 Kingfisher Road"), WHOLE, True),
        (Declared(address="Flat 2, 41 Kingfisher Road", postcode="WM9 1AA"), WHOLE, False),
        (Declared(address="Flat 3, 41 Kingfisher Road", postcode="WM7 4QX"), WHOLE, False),
    ],
)
def test_t_excl_who_lives_where_the_case_is_is_held_in_whichever_writing(
    area: Area, declared: Declared, in_case: str, held: bool
) -> None:
    """The form asks for the house and the postcode apart; a referral writes them in one line."""
    file = open_case(area)
    somebody(area, file, in_case, kind=PartKind.HARMER)
    declare_own(actor=area.bea, declared=declared, at=NOW)
    with acting_as(area.amina):
        found = [one for one in staff_to_look_at(file) if one.staff.user_id == area.bea.user_id]
    assert [one.strong for one in found] == ([True] if held else [])
    with acting_as(area.commands):
        assert not held or file in files_about(area.bea.user_id)
