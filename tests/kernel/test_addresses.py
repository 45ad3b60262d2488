"""Words that look like an address are found in free text, and ordinary sentences of a case are left alone."""

from __future__ import annotations

import pytest

from openccr.kernel.addresses import HELD_BACK, address_like, letters, without_addresses


@pytest.mark.parametrize(
    "text",
    [
        "She is now at 14 Kingfisher Parade with the children.",
        "moved to 3a old mill lane last week",
        "Flat 4, she says, above the shop",
        "Her mother, 212 The Crescent, has a key",
        "postcode is ZZ99 3VZ",
        "the new place, zz993vz, is safe",
        "GIR 0AA",
        "18 St. Invented's Way",
        "letters go to 7 Nowhere Close.",
        "12 Crown Court, and 9 St. Anne's Court",
        "at 2027 Old Mill Road",
        "She is at 12 Invented Cl with the children.",
        "9 Invented Dr, Nowhere",
        "9 Invented Ct ZZ99 3VZ",
        "7 Made-up Gdns. again",
        "copied with its spaces: ZZ99  3VZ",
        "now at 14 Heol Ddyfais, with her aunt",
        "3a Ffordd y Ddyfais",
        "5 Lôn yr Ddyfais",
        "4 The Larches",
        "she moved to 12a the old rectory",
        "Twelve Example Court",
        "now at twenty-one Old Mill Road",
        "meet her at ///filled.count.soap",
        "what3words: filled.count.soap",
        "https://w3w.co/filled.count.soap",
        "she sent 52.12345, -1.12345 last night",
        "https://maps.app.goo.gl/aBcDeF123 is where he waits",
    ],
)
def test_an_address_in_free_text_is_found(text: str) -> None:
    assert address_like(text)


@pytest.mark.parametrize(
    "text",
    [
        "He strangled her twice in 12 months on the road to work.",
        "She made 4 calls from the park on 2 May.",
        "Score 14 of 24, above the threshold of 14.",
        "He was arrested at 3 am in the street.",
        "Crime reference 42/11821/26, section 39, 2 children at school.",
        "The child is in year 3 and doing well.",
        "Call 07700 900123 after 3 pm, never at the place he works.",
        "Within 28 days of 3 May the flag comes off.",
        "M1 2nd exit, the lorry park",
        "In A1   2 boys were hurt.",
        "In 2024 Bryn hit her; she had 2 tai chi lessons a week.",
        "After 3 visits Dr Invented sent her for 2 recent CT scans.",
        "Drank 3 bottles of 70 cl, 10 m sq of the flat is damp.",
        "Bail until 3 January 2027, no contact. County court.",
        "Order of 12/2/2026, Exampleshire Magistrates' Court, case 14 Exampleshire Family Court.",
        "One Crown Court hearing and two Family Court orders; three Magistrates sat.",
        "In 4 the oaken table was broken; 2 the same day.",
        "A two mile walk, one main road and ten minutes in the park.",
        "He wrote e.g. and/or i.e. in the file www.example.org.uk/words.",
        "p = 0.0501, 0.0499 and version 3.11.12",
        "",
    ],
)
def test_ordinary_sentences_of_a_case_are_left_alone(text: str) -> None:
    assert address_like(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "Flat 2, 14 Kingfisher Parade",
        "Flat 2 14 Kingfisher Parade",
        "flat 3b, 27 Invented St",
        "Flat B,\n7 The Crescent",
        "Apt. 9, 100 Nowhere Way",
        "Flat 12, Invented House",
        "Flat 1, 14 Heol Ddyfais",
        "Flat 12 Old Invented Court, 14 Kingfisher Parade",
    ],
)
def test_a_flat_is_held_back_with_the_street_it_is_in(address: str) -> None:
    assert without_addresses(f"She is at {address} now.") == f"She is at {HELD_BACK} now."


def test_of_a_flat_in_a_sentence_nothing_else_is_held_back() -> None:
    assert address_like("Flat 4, she says, is above his mother's house.") == ["Flat 4"]
    assert address_like("He broke into flat 3 and her sister left the house.") == ["flat 3"]


def test_known_places_are_found_however_they_are_written() -> None:
    known = ["Willow Nursery of nowhere", "AB12 XYZ", "gym"]
    assert address_like("Collected from willow-nursery, of NOWHERE.", known=known) == ["willow-nursery, of NOWHERE"]
    assert address_like("He waited by the ab12xyz.", known=known) == ["ab12xyz"]
    assert address_like("seen at the gym", known=known) == []  # too short to say anything


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Willow Nurserymen came", []),
        ("At (Willow_Nursery)!", ["Willow_Nursery"]),
        ("_willow nursery", []),
        ("WILLOW NURSERY and willow nursery", ["WILLOW NURSERY", "willow nursery"]),
        ("the strasse is İzmir Straße", ["İzmir Straße"]),
        ("seen in izmirli today", ["izmirli"]),
    ],
)
def test_a_known_place_stands_as_words_of_its_own(text: str, found: list[str]) -> None:
    known = ["Willow Nursery", "İzmir Straße", "İzmirli"]
    assert address_like(text, known=known) == found
    assert address_like(text, known=[letters(place) for place in known]) == found


def test_what_is_held_back_is_gone_from_the_text() -> None:
    text = "Now at 14 Kingfisher Parade, ZZ99 3VZ; he does not know."
    assert without_addresses(text) == f"Now at {HELD_BACK}, {HELD_BACK}; he does not know."
    assert without_addresses("Nothing to hide here.") == "Nothing to hide here."
