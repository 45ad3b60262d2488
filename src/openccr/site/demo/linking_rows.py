"""What agencies of the invented area hold of people, as messily as agencies write: nobody of them is anybody."""

from __future__ import annotations

COLUMNS = (
    "local_id", "given_name", "family_name", "dob", "address", "postcode", "part", "with_local_id", "signals",
    "household", "moved_from", "ethnicity", "last_contact",
)  # fmt: skip

Row = dict[str, str]


def _row(local_id: str, name: str, dob: str, place: str = "", **more: str) -> Row:
    """`place`: address and postcode, with a comma between."""
    given, _, family = name.partition(" ")
    address, _, postcode = place.partition(", ")
    said = {"local_id": local_id, "given_name": given, "family_name": family, "dob": dob, "address": address,
            "postcode": postcode, "ethnicity": "White British"}  # fmt: skip
    return {**dict.fromkeys(COLUMNS, ""), **said, **more}


EARLIER: dict[str, tuple[str, tuple[Row, ...]]] = {
    "housing": ("housing", (
        _row("H1", "Marigold Fennimore", "14/02/1988", "3 Kestrel Road, ZZ3 4KR", part="victim", with_local_id="H2",
             signals="incident"),
        _row("H2", "Dorian Ashgrove", "02/09/1985", "3 Kestrel Road, ZZ3 4KR", part="harmer", with_local_id="H1"),
        _row("H3", "Philippa Larkhall", "30/11/1994", "8 Plover Street, ZZ7 1PS", part="victim", signals="disclosed"),
        _row("H4", "Philipa Larkhall", "03/11/1994", "8 Plover St", part="victim"),
        _row("H10", "Alaric Stonebridge", "05/06/1981", "11 Curlew Way, ZZ5 2CW", part="harmer", with_local_id="H11"),
        _row("H11", "Tamsin Wrenfield", "19/08/1986", "11 Curlew Way, ZZ5 2CW", part="victim", signals="choked"),
        _row("H20", "Odette Farrowdale", "07/07/1979", "2 Lapwing Court, ZZ9 8LC", part="victim", signals="incident",
             household="U-77"),
        _row("H21", "Senna Farrowdale", "21/10/2013", "2 Lapwing Court, ZZ9 8LC", part="child",
             signals="child concern", household="U-77"),
        _row("H30", "Rosalind Pryorwood", "28.1.1992", "40 Heron Rise, ZZ2 6HR", part="victim", signals="fleeing",
             moved_from="Otherbury", ethnicity="Black Caribbean"),
        _row("H40", "Kezia Underhillock", "09/12/1990", "6 Teal Close, ZZ4 4TC", part="victim", signals="disclosed"),
    )),
    "probation": ("probation", (
        _row("P1", "Alaric Stonebridge", "5 June 1981", part="offender", with_local_id="P2"),
        _row("P2", "Lucinda Marlowby", "23/03/1995", "17 Siskin Lane, ZZ8 3SL", part="victim", signals="assault"),
        _row("P5", "Corwin Haleford", "16/04/1977", "9 Wigeon Mews, ZZ6 5WM", part="offender", with_local_id="P6"),
        _row("P6", "Mirabel Dunsford", "30/09/1983", "9 Wigeon Mews, ZZ6 5WM", part="victim", signals="assault"),
    )),
    "children_social_care": ("social_care", (
        _row("S1", "Corwin Haleford", "16-04-1977", part="perpetrator", with_local_id="S2"),
        _row("S2", "Mirabel Dunsford", "30-09-1983", "9 Wigeon Mews, ZZ6 5WM", part="victim"),
        _row("S5", "Imelda Thornburgh", "12-05-1987", "5 Avocet Green, ZZ1 7AG", part="victim", signals="disclosed"),
    )),
    "primary_care": ("primary_care", (
        _row("G5", "Imelda Thornburgh", "1987-05-12", "5 Avocet Green, ZZ1 7AG", part="victim", signals="injury"),
        _row("G7", "Kezia Underhillock", "1990-12-09", "6 Teal Close, ZZ4 4TC", part="victim", signals="suicidal"),
        _row("G8", "Lucinda Marlowby", "1995-03-23", "17 Siskin Lane, ZZ8 3SL"),
    )),
}  # fmt: skip
"""Kind of agency → kind of extract and rows, sent two months ago."""

NOW: dict[str, tuple[str, tuple[Row, ...]]] = {
    "acute_health": ("hospital", (
        _row("1", "Marigold Fennimore", "14/02/1988", "3 Kestrel Road, ZZ3 4KR", part="victim", with_local_id="2",
             signals="injury; pregnant"),
        _row("2", "Dorian Ashgrove", "02/09/1985", "3 Kestrel Road, ZZ3 4KR", part="harmer", with_local_id="1"),
        _row("3", "Philippa Larkhall", "30/11/1994", "8 Plover Street, ZZ7 1PS", part="victim", signals="strangled"),
        _row("5", "Wilf Thackerby", "21/05/1979", "2 Curlew Way, ZZ5 2CW"),
        _row("6", "Unknown Unknown", "01/01/1900"),
    )),
}  # fmt: skip
"""The same, sent today."""

CLOSED = (
    ("referred", "The general practice spoke to her and referred her the same week.", "conference"),
    ("supported", "She did not want a conference; she sees the adviser at the practice.", "idva"),
    ("no_concern", "Both agencies were told of the same night, years ago, and it was looked into then.", ""),
    ("mistaken", "Twin sisters: the practice knows both.", ""),
)  # fmt: skip
"""What came of missing links: outcome, how it is known, the way she was helped."""
