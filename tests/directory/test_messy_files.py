"""A spreadsheet as people really keep it: other headings, other words, half a website; and who keeps what comes in."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.directory.models import Service, Site
from openccr.directory.operations.services import keep_provider
from openccr.directory.queries.services import kept, number_stale, provider_of
from openccr.directory.rules.services import dialled
from openccr.directory.rules.websites import tidy_website
from openccr.kernel.refusals import NotFound
from openccr.tabular import read_table
from tests.directory.test_directory import provided, service
from tests.directory.test_importing import bring
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
MESSY = (
    "Domestic abuse services – last updated by Jo,,,,,,,,\n"
    "Agency,Project name,What they do,Category,Who is it for,Specialism,Tel no,Web address,Areas covered\n"
    'Elm Trust,Elm line,Somebody to talk to,Helpline,Women,NRPF,07700 900 321,www.elm.example,"EX1, EX2"\n'
    "Elm Trust,Elm groups,Twelve weeks,Support,Victims and survivors,Women only; BSL,(07700) 900322,n/a,The north\n"
    "Fir Trust,Fir course,A programme to change,Perpetrator programme,Perpetrators,Self-referral,07700 900323,ask us,\n"
)


def merged(*ranges: str, rows: list[list[str]]) -> bytes:
    """A workbook of services with these ranges of cells merged."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [["Agency", "Project name", "What they do", "Category", "Who is it for", "Tel no"], *rows]:
        sheet.append(row)
    for one in ranges:
        sheet.merge_cells(one)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


LINES = [["", f"Line {number}", "Talk.", "Helpline", "Women", "07700 900321"] for number in range(1, 5)]


def names(area: Area) -> dict[str, str]:
    with acting_as(area.amina):
        return {one.name: one.provider.name for one in Service.objects.select_related("provider")}


def test_an_organisation_merged_over_its_services_is_that_of_each_and_so_is_any_merged_cell(area: Area) -> None:
    rows = [["Oak Trust", *LINES[0][1:]], LINES[1], ["Elm Trust", *LINES[2][1:]], LINES[3]]
    data = merged("A2:A3", "A4:A5", "F2:F3", rows=rows)
    found = bring(area, data)
    assert (found.added, found.refused_rows) == (4, 0), found.refused
    assert names(area) == {"Line 1": "Oak Trust", "Line 2": "Oak Trust", "Line 3": "Elm Trust", "Line 4": "Elm Trust"}
    assert "Row 3: “Agency” is merged with the cell above: “Oak Trust”." in found.notes
    assert "Row 3: “Tel no” is merged with the cell above: “07700 900321”." in found.notes
    assert not [one for one in found.notes if "assumed" in one]
    assert bring(area, data).already_known == 4


def test_a_cell_that_is_merged_across_says_nothing_of_what_it_covers(area: Area) -> None:
    rows = [["Oak Trust", *LINES[0][1:]], ["Elm Trust", *LINES[1][1:]]]
    found = bring(area, merged("A3:B3", rows=rows))
    assert (found.added, found.refused_rows) == (1, 1) and "merged" in found.refused[0].reason


def test_a_blank_organisation_straight_below_another_is_assumed_and_the_preview_says_so(area: Area) -> None:
    head = "Agency,Project name,What they do,Category,Who is it for,Tel no\n"
    one, two, three, four = (",".join(line[1:]) for line in LINES)
    found = bring(area, f"{head}Oak Trust,{one}\n,{two}\n,{three}\n\n,{four}\n")
    assert (found.added, found.refused_rows) == (3, 1), found.refused
    assert set(names(area).values()) == {"Oak Trust"}
    assumed = [note for note in found.notes if "“Oak Trust” is assumed" in note]
    assert len(assumed) == 1 and assumed[0].startswith("Rows 3, 4: no organisation is named")
    # Below a gap or a heading nobody can tell: that row is sent back.
    assert (found.refused[0].row, "organisation is missing" in found.refused[0].reason) == (6, True)
    between = bring(area, f"{head}Oak Trust,{one}\nSupport for adults,,,,,\n,{four}\n")
    assert between.refused_rows == 1 and "organisation is missing" in between.refused[0].reason


def test_what_is_sent_back_holds_the_organisation_it_was_read_with(area: Area) -> None:
    bad = ["", "Line 9", "Talk.", "Gardening", "Women", ""]
    found = bring(area, merged("A2:A3", rows=[["Oak Trust", *LINES[0][1:]], bad]))
    assert found.refused_rows == 1
    back = read_table(found.refused_file(format="csv"), filename="x.csv", known=load().directory.columns)
    assert back.rows[0].cell("provider").text == "Oak Trust"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""), ("n/a", ""), ("-", ""), ("TBC", ""), ("None", ""),
        ("www.elm.example", "https://www.elm.example"), ("elm.example/help?x=1", "https://elm.example/help?x=1"),
        ("HTTPS://elm.example", "https://elm.example"), ("http://elm.example", "http://elm.example"),
        ("<https://elm.example>", "https://elm.example"), ("elm.example.", "https://elm.example"),
        ("ask us", None), ("javascript:alert(1)", None), ("ftp://elm.example", None), ("jo@elm.example", None),
        ("elm", None), ("https://", None), ("https://elm", None),
    ],
)  # fmt: skip
def test_a_website_is_put_right_and_only_what_is_none_is_refused(written: str, read: str | None) -> None:
    assert tidy_website(written) == read


def test_other_headings_and_other_words_are_understood_and_what_was_changed_is_told(area: Area) -> None:
    found = bring(area, MESSY)
    assert not found.unmapped_columns
    assert [one.row for one in found.refused] == [5] and "no website" in found.refused[0].reason
    assert any("www.elm.example” is read as https://www.elm.example" in note for note in found.notes), found.notes
    with acting_as(area.amina):
        groups, line = Service.objects.order_by("name")
    assert (line.website, line.districts, line.area_words, line.traits) == (
        "https://www.elm.example", ["EX1", "EX2"], "", ["no_recourse"],
    )  # fmt: skip
    assert (groups.website, groups.districts, groups.area_words, groups.traits) == (
        "", [], "The north", ["women_only", "deaf"],
    )  # fmt: skip
    assert line.audiences == groups.audiences == ["survivors"]
    assert bring(area, MESSY).already_known == 2


def test_what_a_file_has_no_column_for_is_named_as_people_head_it_and_says_what_may_stand_there(area: Area) -> None:
    found = bring(area, "Organisation,Service,What it does,Telephone\nElm Trust,Elm line,Talk,07700 900321\n")
    (why,) = found.refused
    assert (why.column, why.heading) == ("audiences", "For whom")
    assert "Write one of: People who are or were abused; " in why.reason


def test_a_file_without_thematic_areas_comes_in_and_says_so_but_not_a_programme_for_people_who_abuse(
    area: Area,
) -> None:
    head = "Organisation,Service name,What it does,Telephone,Postcode,Who for\n"
    rows = "Elm Trust,Elm line,Talk,07700 900321,ex1,Men\nFir Trust,Fir course,To change,07700 900323,,Perpetrators\n"
    found = bring(area, head + rows)
    assert [(one.row, one.column) for one in found.refused] == [(3, "theme")]
    assert any("Row 2: no thematic area is named" in note for note in found.notes), found.notes
    with acting_as(area.amina):
        line = Service.objects.get()
    assert (line.theme, line.districts) == ("support", ["EX1"])


def test_a_number_is_dialled_only_when_it_is_nothing_but_a_number() -> None:
    assert dialled("07700 900 321") == "07700900321" and dialled("+44 7700 900321") == "+447700900321"
    assert dialled("07700 900321 or 900322") == dialled("ask") == dialled("") == ""


def test_an_organisation_that_is_an_agency_keeps_its_own_entries_from_then_on(area: Area) -> None:
    elm = provided(area, "Elm Trust")
    line = service(area, elm)
    housing = area.agencies["housing"]
    assert not kept(actor=area.bea)
    page = {"name": "Elm Trust", "description": "x", "status": "voluntary", "level": "local", "agency": str(housing)}
    answer = as_(area.amina).post(f"/directory/organisations/{elm}/", page)
    assert answer.status_code == 302, text_of(answer)
    assert provider_of(actor=area.amina, provider=elm).agency_id == housing
    assert [one.id for one in kept(actor=area.bea)] == [line] and not kept(actor=area.amina)
    assert "The coordinator" not in text_of(as_(area.amina).get("/directory/organisations/"))
    with acting_as(area.amina):
        Service.objects.update(checked_on="2020-01-01")
    assert number_stale(area.bea, today=timezone.localdate()) == 1
    keep_provider(actor=area.amina, provider=elm, values=page_values(None), at=NOW)
    assert not kept(actor=area.bea)
    with pytest.raises(NotFound):
        keep_provider(actor=area.amina, provider=elm, values=page_values(elm), at=NOW)


def page_values(agency: object) -> dict[str, object]:
    return {"name": "Elm Trust", "description": "x", "status": "voluntary", "level": "local", "agency_id": agency}


def test_whoever_is_worried_about_somebody_reads_signs_before_what_to_do(area: Area) -> None:
    page = text_of(Client().get("/find-help/worried/"))
    assert page.index("What you may notice") < page.index("What you can do")
    assert "What you may notice" not in text_of(Client().get("/find-help/harmers/"))
    service(area, phone="07700 900881")
    assert 'href="tel:07700900881"' in Client().get("/find-help/survivors/").content.decode()


def test_a_heading_between_the_services_and_a_sum_below_them_are_told_and_not_refused(area: Area) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Services of 2026"])
    sheet.append([" Organisation ", "Service name", "What they do", "Who for", "Phone"])
    sheet.append(["PREVENTION"])
    sheet.append(["  Ash   Trust ", " Ash line ", "Somebody to talk to", "Women", 7700900341])
    sheet.append(["Total: 1 service"])
    for across in ("A1:E1", "A3:E3"):
        sheet.merge_cells(across)
    data = BytesIO()
    book.save(data)
    found = bring(area, data.getvalue())
    assert (found.added, found.refused) == (1, ())
    assert "Row 4: the number 7700900341 has lost its first 0 and is read as 07700900341." in found.notes
    assert [note for note in found.notes if "so it was not read" in note] == [
        "Row 3: only “PREVENTION” stands in it, so it was not read.",
        "Row 5: only “Total: 1 service” stands in it, so it was not read.",
    ]
    with acting_as(area.amina):
        row = Service.objects.select_related("provider").get()
    assert (row.provider.name, row.name, row.phone) == ("Ash Trust", "Ash line", "07700900341")


@pytest.mark.parametrize(
    ("phrase", "read"),
    [
        ("women who have been abused", ["survivors"]), ("women & children fleeing", ["survivors", "children"]),
        ("Children affected by DA, 5-11", ["children"]), ("male perpetrators", ["harmers"]),
        ("GPs and practice staff", ["professionals"]),
        ("men who abuse", []), ("men who want to change", []), ("men with abusive behaviour", []),
        ("children of perpetrators", []), ("everyone", []),
    ],
)  # fmt: skip
def test_for_whom_in_somebodys_own_words_is_read_but_never_people_who_abuse_as_people_who_were(
    area: Area, phrase: str, read: list[str]
) -> None:
    head = "Organisation,Service name,What they do,Theme,Who for,Phone\n"
    found = bring(area, f'{head}Elm Trust,Elm line,Somebody to talk to,Support,"{phrase}",07700 900321\n')
    with acting_as(area.amina):
        rows = [one.audiences for one in Service.objects.all()]
    assert rows == ([read] if read else []), found.refused
    assert any(f"“{phrase}” is read as" in note for note in found.notes) is bool(read)


@pytest.mark.parametrize(
    ("address", "town", "code", "read"),
    [
        ("Unit 2 The Arcade, Elmtown", "", "ZZ1 2AB", ("Unit 2 The Arcade", "Elmtown", "Exampleshire", "ZZ1 2AB")),
        ("2 The Arcade, Elmtown ZZ1 2AB", "", "", ("2 The Arcade", "Elmtown", "Exampleshire", "ZZ1 2AB")),
        ("2 The Arcade, Elmtown, Exampleshire", "", "ZZ1 2AB", ("2 The Arcade", "Elmtown", "Exampleshire", "ZZ1 2AB")),
        ("2 The Arcade", "Elmtown", "ZZ1 2AB", ("2 The Arcade", "Elmtown", "Exampleshire", "ZZ1 2AB")),
        ("2 The Arcade", "", "ZZ1 2AB", None), ("2 The Arcade, Elmtown", "", "", None),
    ],
)  # fmt: skip
def test_a_place_in_one_cell_is_read_and_told_and_what_is_not_whole_goes_back(
    area: Area, address: str, town: str, code: str, read: tuple[str, ...] | None
) -> None:
    head = "Organisation,Service name,What they do,Theme,Who for,Phone,Address,Town,Postcode\n"
    row = f'Elm Trust,Elm line,Somebody to talk to,Support,Women,07700 900321,"{address}",{town},{code}\n'
    found = bring(area, head + row)
    with acting_as(area.amina):
        places = list(Site.objects.values_list("address", "town", "county", "postcode"))
    assert places == ([read] if read else [])
    assert any("the place is read as" in note for note in found.notes) is bool(read)
    assert any("not whole" in one.reason for one in found.refused) is not bool(read)
    hidden = bring(area, (head + row).replace("Elm line", "Elm refuge"))
    assert hidden.added == 0 and [one.reason for one in hidden.refused if "not whole" in one.reason] == []
    assert any("must not be known" in one.reason for one in hidden.refused)
