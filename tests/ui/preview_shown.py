"""The preview's pages that show something: tables, a record, home."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from openccr.ui.components import StateWord
from openccr.ui.panels import Item
from tests.ui.preview_parts import COLUMNS, IDENTITY, NOT_ASKED, NOW, STATES, TABS, Filters, column, page, rows


def table_page(request: HttpRequest) -> HttpResponse:
    context = page(
        "Referrals",
        intro="What came in and is not yet listed. The oldest stands first.",
        crumbs=[{"text": "To do", "href": "/home"}, {"text": "Referrals"}],
        columns=COLUMNS,
        rows=rows(12),
        sorted_by=request.GET.get("sort", "-referred_on"),
        filters=Filters(request.GET) if request.GET else Filters(),
        pager=Paginator(range(312), 50).get_page(request.GET.get("page", 3)),
        csv_href="/table.csv",
        actions=[
            {"text": "Add a referral", "href": "/ask", "kind": "primary"},
            {"text": "Bring in a spreadsheet", "href": "/ask"},
        ],
    )
    return TemplateResponse(request, "ui/table.html", context)


def empty_page(request: HttpRequest) -> HttpResponse:
    empty = {
        "text": "No case is listed for this meeting yet.",
        "action_text": "List a referral",
        "action_href": "/table",
    }
    context = page("Agenda, 3 December 2026", columns=COLUMNS, rows=[], empty=empty, filters=Filters())
    return TemplateResponse(request, "ui/table.html", context)


TIMELINE = [
    {
        "title": "Case listed for the meeting of 3 December 2026",
        "at": NOW,
        "agency": "Example Borough Council",
        "author": "Amina Okafor",
        "source": "Fact",
        "is_new": True,
    },
    {
        "title": "Neighbour heard shouting",
        "at": datetime(2026, 11, 18, 21, 5, tzinfo=UTC),
        "agency": "Housing",
        "author": "Bea Lindqvist",
        "source": "Third party",
        "text": "Reported by a neighbour to the caretaker.\nNobody has spoken to her about it.",
    },
    {
        "title": "Attended the emergency department",
        "at": date(2026, 11, 9),
        "agency": "Health",
        "author": "Grace Achebe",
        "source": "Fact",
        "href": "/record",
    },
]


def record_panels() -> list[dict[str, Any]]:
    facts = [
        {"key": "Relationship", "text": "Former partner", "change_href": "/ask"},
        {"key": "Instrument", "text": "24-item checklist, version 2009"},
        {
            "key": "Judgement",
            "text": "High: the separation is three weeks old",
            "note": "Grace Achebe, IDVA, 12 November 2026",
        },
        {"key": "Not known", "text": ["Weapons", "Harm to animals", "Threats to others"]},
        {"key": "Next review", "text": date(2026, 12, 12)},
        {"key": "Interpreter", "text": None, "change_href": "/ask"},
        {"key": "State", "text": StateWord("Waiting for research", "waiting")},
    ]
    said = {
        "quote": True,
        "paragraphs": [
            "I want to stay in my home and for the children to stay at their school.",
            "He must not know that I asked.",
        ],
        "source": "Told to Grace Achebe, 14 November 2026, asked again 20 November 2026",
    }
    actions = {
        "caption": "Actions",
        "columns": [
            column("action", "Action", sort=False),
            column("agency", "Agency", sort=False),
            column("due", "Due", sort=False),
            column("state", "State", sort=False),
        ],
        "rows": [
            {
                "href": "/record",
                "cells": [
                    {"text": "Fit a door chain and a letterbox guard"},
                    {"text": "Housing"},
                    {"text": date(2026, 11, 28)},
                    {"text": STATES[1]},
                ],
            },
            {
                "href": "/record",
                "late": True,
                "cells": [
                    {"text": "Tell the school who may collect"},
                    {"text": "Children's social care"},
                    {"text": date(2026, 11, 17)},
                    {"text": STATES[3]},
                ],
            },
        ],
    }
    return [
        {"title": "Her wishes", "template": "ui/panels/text.html", "data": said},
        {
            "title": "Risk",
            "template": "ui/panels/summary.html",
            "data": {"rows": facts},
            "actions": [{"text": "Answer again", "href": "/ask"}],
        },
        {"title": "Actions", "template": "ui/panels/table.html", "data": actions, "count": 2},
        {"title": "Timeline", "template": "ui/panels/timeline.html", "data": {"items": TIMELINE}},
        {
            "title": "Papers",
            "template": "ui/panels/summary.html",
            "data": {
                "rows": [],
                "empty": {
                    "text": "No paper has been made yet.",
                    "action_text": "Make the agenda pack",
                    "action_href": "/job",
                },
            },
        },
    ]


def record_page(request: HttpRequest) -> HttpResponse:
    context = page(
        "Case EX-7K3F-2",
        identity=NOT_ASKED if "not-asked" in request.path else IDENTITY,
        crumbs=[{"text": "To do", "href": "/home"}, {"text": "Cases", "href": "/table"}, {"text": "EX-7K3F-2"}],
        panels=record_panels(),
        tabs=TABS if "not-asked" in request.path else [],
        actions=[
            {"text": "Add what you know", "href": "/ask", "kind": "primary"},
            {"text": "Nothing held", "href": "/ask", "post": True, "once": "k1"},
            {"text": "Close the case", "href": "/interrupt", "disabled_reason": "Two actions are still open."},
        ],
    )
    context["messages"] = [Said("success", "Saved at 10:42.")]
    return TemplateResponse(request, "ui/record.html", context)


class Said:
    def __init__(self, level_tag: str, words: str) -> None:
        self.level_tag, self.words = level_tag, words

    def __str__(self) -> str:
        return self.words


MORE = Item(text="Change the locks", href="/table", due=date(2026, 11, 20), late=True, detail="A.B. 26-0042")


def home_page(request: HttpRequest) -> HttpResponse:
    sections = [
        {
            "title": "Late",
            "late": 2,
            "items": [
                Item(
                    count=2,
                    text="actions are overdue",
                    href="/table",
                    late=True,
                    due=date(2026, 11, 17),
                    detail="Housing 1, Children's social care 1",
                ),
                Item(
                    count=1,
                    text="agency has not returned its research",
                    href="/table",
                    late=True,
                    due=date(2026, 11, 19),
                    detail="Probation, for the meeting of 3 December 2026",
                ),
            ],
        },
        {
            "title": "New",
            "items": [
                Item(
                    count=7,
                    text="referrals to triage",
                    href="/table",
                    due=date(2026, 11, 24),
                    detail="The oldest came in 2 working days ago",
                ),
                Item(count=1, text="possible duplicate to look at", href="/table"),
            ],
        },
        {
            "title": "Next",
            "items": [
                Item(
                    text="Send the agenda of 3 December 2026",
                    href="/table",
                    due=date(2026, 11, 25),
                    detail="14 cases listed",
                ),
                Item(text="Check the quarter's return", href="/table", due=date(2027, 1, 15)),
            ],
        },
        {"title": "Blocked by someone else", "items": [], "empty": "Nothing waits for anybody else."},
    ]
    asides = [
        {
            "title": "Meetings",
            "items": [
                {"text": "3 December 2026, 09:30", "href": "/table", "detail": "14 cases, chaired by Fay Marsh"},
                {"text": "17 December 2026, 09:30", "href": "/table", "detail": "2 cases"},
            ],
        }
    ]
    groups = [
        {"title": one["title"], "late": one.get("late", 0), "sections": [one | {"title": ""}]} for one in sections
    ]
    groups[1]["sections"].append({"title": "Your actions", "items": [MORE], "more": [MORE] * 4, "late": 1})
    return TemplateResponse(request, "ui/home.html", page("To do", groups=groups, asides=asides))
