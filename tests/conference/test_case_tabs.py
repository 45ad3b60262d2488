"""The case screen: a few questions a page for each role, what is urgent on all of them, and every panel on some."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from openccr.casefiles.operations import set_one_chance
from openccr.conference.operations.research import return_research
from openccr.conference.pages.case import TABS
from openccr.people.operations import mark_died, see_signs
from openccr.ui.home import SHOWN, arranged
from openccr.ui.panels import Group, Item, Todo, declared
from tests.case_tabs import tab
from tests.conference.conferences import TODAY, WHEN, listed, research_for, sent_out
from tests.conference.test_meeting_queries import asked
from tests.makers import Area
from tests.people.test_contact import part
from tests.signing_in import as_

NUMBERS = {
    "": {"amina": 3, "bea": 3, "grace": 3, "fay": 3},
    "people": {"amina": 5, "bea": 3, "grace": 4, "fay": 3},
    "risk": {"amina": 2, "bea": 2, "grace": 2, "fay": 2},
    "said": {"amina": 2, "bea": 2, "grace": 2, "fay": 2},
    "actions": {"amina": 2, "bea": 2, "grace": 2, "fay": 2},
    "sharing": {"amina": 4, "bea": 4, "grace": 5, "fay": 3},
    "papers": {"amina": 7, "bea": 7, "grace": 7, "fay": 7},
}
"""Tab → persona → the most it may ask, besides what every page asks of the session and the log."""
HOME = {"amina": 10, "bea": 6, "grace": 7, "fay": 5, "dee": 4}


@pytest.mark.parametrize("who", ["amina", "bea", "grace", "fay"])
def test_each_part_of_a_case_asks_the_database_a_few_times(area: Area, who: str) -> None:
    one = sent_out(area)
    for agency, actor in (("housing", area.bea), ("idva", area.grace)):
        return_research(
            actor=actor, file_id=one.file, research_id=research_for(area, one, agency).id, at=WHEN,
            victim_facts="Known to us.", her_wishes="To stay.", suggested_actions="Visit her",
        )  # fmt: skip
    for name, most in NUMBERS.items():
        found = asked(area.actors[who], tab(name, one.file))
        assert len(found) <= most[who], (name, *found)


@pytest.mark.parametrize("who", HOME)
def test_everybodys_to_do_list_asks_the_database_a_few_times(area: Area, who: str) -> None:
    sent_out(area)
    found = asked(area.actors[who], "/")
    assert len(found) <= HOME[who], "\n".join(found)


def test_every_panel_of_a_case_stands_on_a_page_of_it() -> None:
    slots = {panel.slot for panel in declared("PANELS") if panel.slot.startswith("case.marac")}
    assert slots == {one.slot for one in TABS}


def test_each_page_of_a_case_leads_to_the_others_and_says_which_it_is(area: Area) -> None:
    case = listed(area)
    client = as_(area.bea)
    for one in TABS:
        page = client.get(tab(one.key, case.file)).text
        assert f'aria-current="page" href="{tab(one.key, case.file)}"' in page
        assert all(f'href="{tab(other.key, case.file)}"' in page for other in TABS)


def test_what_is_urgent_stands_above_every_page_of_the_case(area: Area) -> None:
    case = listed(area)
    see_signs(
        actor=area.bea, file=case.file, person=part(area, case, "victim"), what="canary words", told="", safety_step="",
        route="emergency", at=WHEN,
    )  # fmt: skip
    set_one_chance(actor=area.amina, file=case.file, why="Her family must not learn of it", at=WHEN)
    mark_died(
        actor=area.amina,
        file=case.file,
        person=part(area, case, "child"),
        died_on=TODAY,
        source="Police, who were there",
        at=WHEN,
    )
    bea, fay = as_(area.bea), as_(area.fay)
    for one in TABS:
        bar = above(bea, tab(one.key, case.file))
        assert "Suicidal signs: act today" in bar and "One chance:" in bar and "Child has died" in bar
        assert "Suicidal signs" not in above(fay, tab(one.key, case.file))


def test_somebody_shut_out_finds_none_of_the_pages(area: Area) -> None:
    case = listed(area)
    assert {as_(area.carl).get(tab(one.key, case.file)).status_code for one in TABS} == {404}


def test_where_the_case_stands_says_who_has_not_answered_and_when_it_is_heard(area: Area) -> None:
    case = sent_out(area)
    page = as_(area.amina).get(tab("", case.file)).text
    assert "Not back:" in page and reverse("conference.meeting", kwargs={"meeting": case.meeting}) in page


def above(client: Client, address: str) -> str:
    """The bar of a page."""
    return client.get(address).text.split('aria-label="Whose file this is"')[1].split("</section>")[0]


# ------------------------------------------------------------------------------------------------------------- home

DAY = date(2026, 11, 21)


def todo(title: str, *, order: int = 20, group: Group = Group.MINE, empty: str = "") -> Todo:
    return Todo(order, title, lambda **_: [], "site.home", empty, group)


def found(*pairs: tuple[Todo, list[Item]]) -> list[dict]:
    return [{"todo": one, "title": one.title, "items": items} for one, items in pairs]


def item(text: str, days: int = 0, *, late: bool = False) -> Item:
    return Item(text, "/", due=DAY + timedelta(days=days), late=late)


def test_what_is_late_comes_first_across_all_sections_and_lives_before_the_rest() -> None:
    groups = arranged(
        found(
            (todo("Your actions"), [item("locks", -9, late=True), item("visit", 3)]),
            (todo("Act today", order=2), [item("signs", -1, late=True)]),
        )
    )
    assert [one.title for one in groups] == ["Late", "For you to do"]
    assert [one.text for one in groups[0].sections[0].items] == ["signs", "locks"]
    assert groups[0].sections[0].items[1].detail == "Your actions"
    assert [one.text for one in groups[1].sections[0].items] == ["visit"]


def test_what_others_are_late_with_is_not_the_readers_own() -> None:
    groups = arranged(found((todo("To chase", group=Group.BLOCKED), [item("late at housing", -9, late=True)])))
    assert [(one.title, one.sections[0].late) for one in groups] == [("Waiting for others", 1)]


def test_a_long_section_is_folded_and_an_empty_one_speaks_only_when_alone() -> None:
    many, nothing = todo("Many"), todo("None", empty="Nothing is due.")
    (group,) = arranged(found((nothing, []), (many, [item(str(n), n) for n in range(SHOWN + 4)])))
    (section,) = group.sections
    assert (len(section.items), len(section.more)) == (SHOWN, 4)
    (alone,) = arranged(found((nothing, [])))
    assert alone.sections[0].empty == "Nothing is due."
