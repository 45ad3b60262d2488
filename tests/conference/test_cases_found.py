"""Cases on their own screen, in the list and found by name, through HTTP, as each persona."""

from __future__ import annotations

from openccr.casefiles.operations import exclude
from tests.conference.addresses import to
from tests.conference.conferences import (
    WHEN,
    accepted,
    listed,
    planned,
)
from tests.makers import Area
from tests.signing_in import as_, text_of


def test_the_case_screen_shows_her_wishes_first_and_whoever_is_shut_out_finds_nothing(area: Area) -> None:
    case = listed(area)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    address = to("case", file=case.file)
    for name in ("amina", "bea", "fay", "grace", "pia"):
        page = text_of(as_(area.actors[name]).get(address))
        assert "To stay in her home." in page
        assert page.index('id="wishes"') < page.index('id="risk"')
        assert "Nadia" not in page.split("</section>")[0]
    nothing = [as_(area.actors[name]).get(address) for name in ("carl", "eve")]
    unknown = as_(area.carl).get(to("case", file=area.id))
    assert [one.status_code for one in [*nothing, unknown]] == [404, 404, 404]


def test_how_many_are_shut_out_is_told_to_the_coordinator_alone(area: Area) -> None:
    case = listed(area)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    assert "<dt>Excluded</dt>" in text_of(as_(area.amina).get(to("case", file=case.file)))
    assert "<dt>Excluded</dt>" not in text_of(as_(area.bea).get(to("case", file=case.file)))


def test_a_case_is_listed_from_its_own_page(area: Area) -> None:
    file, _ = accepted(area)
    meeting = planned(area)
    client = as_(area.amina)
    assert to("list_case", file=file) in text_of(client.get(to("case", file=file)))
    sent = client.post(to("list_case", file=file), {"meeting_id": str(meeting), "agency_ids": []})
    assert sent.status_code == 302, text_of(sent)
    assert as_(area.pia).get(to("case", file=file)).status_code == 200


def test_the_list_of_cases_is_narrowed_by_reference_initials_and_state(area: Area) -> None:
    first = listed(area)
    second, _ = accepted(area, given="Ines", family="Madeup")
    client = as_(area.amina)
    every = text_of(client.get(to("cases")))
    assert to("case", file=first.file) in every and to("case", file=second) in every
    reference = every.split("M-")[1][:4]
    for query, only in (
        ("text=IM", second),
        ("text=n.i.", first.file),
        ("state=accepted", second),
        ("state=listed", first.file),
    ):
        page = text_of(client.get(f"{to('cases')}?{query}"))
        assert to("case", file=only) in page, query
        assert page.count('scope="row"') == 1, query
    assert text_of(client.get(f"{to('cases')}?text=m-{reference.lower()}")).count('scope="row"') == 1


def test_a_name_is_found_however_it_is_spelt_and_stands_in_no_address(area: Area) -> None:
    file, _ = accepted(area, given="Zoë", family="O'Madeup")
    client = as_(area.amina)
    sent = client.post(to("find"), {"given": "zoe", "family": "OMADEUP", "purpose": "research"})
    assert sent.status_code == 200 and to("case", file=file) in text_of(sent)
    turned = client.post(to("find"), {"given": "o madeup", "family": "zoe", "purpose": "research"})
    assert to("case", file=file) in text_of(turned)
    carl = as_(area.carl).post(to("find"), {"given": "zoe", "family": "omadeup", "purpose": "research"})
    assert carl.status_code == 200 and to("case", file=file) not in text_of(carl)
    assert client.post(to("find"), {}).status_code == 422
