"""The preview's addresses: one for each template, with people who do not exist."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.template.response import TemplateResponse
from django.urls import path

from openccr.kernel.addresses import ADDRESS
from openccr.ui.components import StateWord
from openccr.ui.fields import DayMonthYearField
from openccr.ui.panels import Item
from openccr.ui.placed import WARNING

NOW = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)

FRAME: dict[str, Any] = {
    "demonstration": True,
    "nav": [
        {"text": "To do", "href": "/home", "current": True},
        {"text": "Referrals", "href": "/table", "current": False, "count": 7},
        {"text": "Cases", "href": "/table", "current": False},
        {"text": "Meetings", "href": "/table", "current": False},
        {"text": "Actions", "href": "/table", "current": False},
        {"text": "Returns", "href": "/table", "current": False},
    ],
    "acting": {
        "name": "Amina Okafor",
        "role": "MARAC coordinator",
        "agency": "Example Borough Council",
        "sign_out_href": "/sign-out",
        "switch_href": "/demo/sign-in",
        "switch_text": "Be someone else",
    },
    "idle": {"keep_href": "/keep", "lock_href": "/lock", "warn_minutes": 10, "lock_minutes": 15},
}

IDENTITY = {
    "initials": "RT",
    "reference": "EX-7K3F-2",
    "risk_text": "High on the 24-item checklist: 16 yes, 3 not known",
    "risk_date": date(2026, 11, 12),
    "safe_contact_known": True,
    "safe_contact_text": "Text only, weekdays 10 to 2, to 07700 900123",
    "flags": [{"text": "Police marker at address", "review_on": date(2027, 2, 1)}],
    "urgent": [{"text": "Suicidal signs: act today", "href": "/ask"}, {"text": "1 action waits until it is safe"}],
    "children_text": "2, aged 4 and 7",
    "excluded_count": 1,
}

TABS = [
    {"text": text, "href": "/record", "current": text == "Overview"}
    for text in ("Overview", "People", "Risk", "What agencies said", "Actions", "Sharing", "Papers and history")
]
NOT_ASKED = IDENTITY | {"safe_contact_known": False, "safe_contact_text": "", "excluded_count": None, "flags": []}


class Referral(forms.Form):
    """Every kind of field at once."""

    reveals = {"aware": {"no": ["unaware_reason"]}}

    initials = forms.CharField(
        label="Initials", max_length=4, widget=forms.TextInput({"class": "govuk-input--width-3"})
    )
    referred_on = DayMonthYearField(label="When was she referred?")
    criteria = forms.ChoiceField(
        label="Why is she referred?",
        help_text="Choose the first that applies.",
        choices=[("high", "Visible high risk"), ("judgement", "Professional judgement"), ("repeat", "Repeat")],
        widget=forms.RadioSelect,
    )
    criteria.choice_hints = {"repeat": "A further incident within 12 months of the last conference."}  # type: ignore[attr-defined]
    aware = forms.ChoiceField(
        label="Does she know about the referral?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    unaware_reason = forms.CharField(label="Why not?", required=False, widget=forms.Textarea)
    agencies = forms.MultipleChoiceField(
        label="Who else knows the family?",
        choices=[("health", "Health"), ("housing", "Housing"), ("probation", "Probation")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    source = forms.ChoiceField(
        label="Referring agency", choices=[("", "Choose one"), ("police", "Police"), ("idva", "IDVA service")]
    )
    ticks = forms.IntegerField(label="Items answered yes", min_value=0, max_value=24)
    reason = forms.CharField(label="What happened", max_length=2000, widget=forms.Textarea({"rows": 5}))
    paper = forms.FileField(label="Attach the checklist", required=False)
    agreed = forms.BooleanField(label="I have checked that the safe contact is hers")
    source_row = forms.CharField(widget=forms.HiddenInput, initial="12")


class OneQuestion(forms.Form):
    aware = forms.ChoiceField(
        label="Does she know about the referral?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )


class Reason(forms.Form):
    reason = forms.CharField(label="Why is this needed?", help_text="It is kept with the case.", widget=forms.Textarea)


class Filters(forms.Form):
    agency = forms.ChoiceField(
        required=False, label="Agency", choices=[("", "All"), ("police", "Police"), ("idva", "IDVA service")]
    )
    state = forms.ChoiceField(
        required=False, label="State", choices=[("", "All"), ("new", "New"), ("listed", "Listed")]
    )
    text = forms.CharField(required=False, label="Reference or initials")
    since = DayMonthYearField(required=False, label="Referred since")


def column(key: str, label: str, *, numeric: bool = False, sort: bool = True) -> SimpleNamespace:
    return SimpleNamespace(key=key, label=label, numeric=numeric, sort=sort)


COLUMNS = [
    column("reference", "Reference"),
    column("initials", "Initials", sort=False),
    column("referred_on", "Referred"),
    column("agency", "Referred by", sort=False),
    column("criteria", "Criterion", sort=False),
    column("ticks", "Items yes", numeric=True),
    column("state", "State", sort=False),
]
AGENCIES = ["Police", "IDVA service", "Housing", "Health visiting", "Probation", "Adult social care"]
STATES = [
    StateWord("New", "new"),
    StateWord("Waiting for research", "waiting"),
    StateWord("Listed", "neutral"),
    StateWord("Late", "late"),
    StateWord("Heard", "done"),
    StateWord("Needs a decision today", "serious"),
]


def rows(count: int) -> list[dict[str, Any]]:
    made = []
    for number in range(count):
        values = [
            f"EX-7K{number:02}-2",
            "RT ML DA KO"[3 * (number % 4) :][:2],
            date(2026, 11, 20) - timedelta(days=number),
            AGENCIES[number % 6],
            ["Visible high risk", "Professional judgement", "Repeat"][number % 3],
            14 + number % 9,
            STATES[number % 6],
        ]
        made.append({"href": "/record", "late": number % 6 == 3, "cells": [{"text": value} for value in values]})
    return made


def page(title: str, **more: Any) -> dict[str, Any]:
    return (
        FRAME | {"places": {"like": ADDRESS, "say": WARNING}, "page": {"title": title, "name": "preview.page"}} | more
    )


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


def ask_page(request: HttpRequest) -> HttpResponse:
    form = Referral(request.POST, request.FILES) if request.method == "POST" or "wrong" in request.GET else Referral()
    if "wrong" in request.GET:
        form = Referral(
            {
                "initials": "R",
                "referred_on_day": "31",
                "referred_on_month": "2",
                "referred_on_year": "2026",
                "aware": "no",
                "ticks": "x",
            }
        )
    context = page(
        "New referral",
        form=form,
        back={"href": "/table"},
        cancel_href="/table",
        once="k2",
        intro="What you do not know can be added later.",
    )
    return TemplateResponse(request, "ui/ask.html", context, status=422 if form.is_bound else 200)


def question_page(request: HttpRequest) -> HttpResponse:
    context = page("Does she know about the referral?", form=OneQuestion(), back={"href": "/ask"})
    context["page"]["caption"] = "Referral, question 4 of 9"
    return TemplateResponse(request, "ui/ask.html", context)


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


def check_page(request: HttpRequest) -> HttpResponse:
    sections = [
        {
            "title": "Her",
            "rows": [
                {"key": "Initials", "text": "RT", "change_href": "/ask"},
                {"key": "Safe contact", "text": "Text only, weekdays 10 to 2", "change_href": "/ask"},
                {"key": "Children", "text": ["4 years", "7 years"], "change_href": "/ask"},
            ],
        },
        {"title": "Why", "rows": [{"key": "Criterion", "text": "Visible high risk", "change_href": "/ask"}]},
    ]
    context = page(
        "Check the referral",
        sections=sections,
        back={"href": "/ask"},
        declaration="You confirm that this is what you know today.",
        cancel_href="/table",
        cancel_text="Keep as a draft",
    )
    return TemplateResponse(request, "ui/check.html", context)


def steps_page(request: HttpRequest) -> HttpResponse:
    sections = [
        {
            "title": "Before the meeting",
            "items": [
                {"text": "Triage the referrals", "href": "/table", "status_text": "Done", "tone": "done"},
                {
                    "text": "Ask for research",
                    "href": "/table",
                    "hint": "9 of 11 agencies have answered",
                    "status_text": "Waiting",
                    "tone": "waiting",
                },
                {"text": "Send the agenda", "blocked_reason": "Two cases have no safe contact."},
            ],
        }
    ]
    last = {"text": "Open the meeting", "href": "/record", "disabled_reason": "The agenda has not been sent."}
    return TemplateResponse(
        request, "ui/steps.html", page("Meeting of 3 December 2026", sections=sections, done=1, total=3, last=last)
    )


def interrupt_page(request: HttpRequest) -> HttpResponse:
    context = page(
        "Share this outside the conference?",
        identity=IDENTITY,
        what_happens=[
            "Three sentences from the minutes go to the court coordinator.",
            "The disclosure is written into the case with its lawful basis.",
        ],
        who_sees=["Court coordinator, Example Magistrates' Court"],
        who_does_not=["The person who abuses and his solicitor"],
        form=Reason(),
        button="Share it",
        cancel_href="/record",
    )
    return TemplateResponse(request, "ui/interrupt.html", context)


def job_page(request: HttpRequest) -> HttpResponse:
    refused = {
        "caption": "3 rows were refused",
        "columns": [
            column("row", "Row", numeric=True, sort=False),
            column("column", "Column", sort=False),
            column("why", "What is wrong, and the remedy", sort=False),
        ],
        "rows": [
            {
                "cells": [
                    {"text": 14},
                    {"text": "victim_dob"},
                    {"text": "“31/02/1990” is not a date. Write the day that is on the form."},
                ]
            },
            {
                "cells": [
                    {"text": 20},
                    {"text": "criteria"},
                    {"text": "“High” is not a criterion. Write visible high risk, professional judgement or repeat."},
                ]
            },
        ],
    }
    if "running" in request.path:
        job = {
            "state_text": "Reading the spreadsheet",
            "running": True,
            "done": 240,
            "total": 1000,
            "unit": "rows",
            "started_at": NOW,
            "by": "Amina Okafor",
        }
        return TemplateResponse(request, "ui/job.html", page("Import of referrals", job=job, cancel_href="/cancel"))
    job = {
        "state_text": "Finished: 997 accepted, 3 refused",
        "running": False,
        "started_at": NOW,
        "finished_at": NOW,
        "by": "Amina Okafor",
    }
    context = page(
        "Import of referrals",
        job=job,
        results=[{"text": "997 referrals to triage", "href": "/table"}],
        refused=refused,
        refused_href="/refused.csv",
    )
    return TemplateResponse(request, "ui/job.html", context)


def paper_page(request: HttpRequest) -> HttpResponse:
    paper = {
        "recipient": "Bea Lindqvist, Housing",
        "reference": "EX-7K3F-2",
        "printed_at": NOW,
        "copy_text": "Copy 3 of 12",
        "back_href": "/record",
    }
    panels = [panel | {"actions": []} for panel in record_panels()]
    return TemplateResponse(request, "ui/paper.html", page("Case EX-7K3F-2: research", paper=paper, panels=panels))


def message_page(request: HttpRequest) -> HttpResponse:
    context = page(
        "Referral sent",
        tone="done",
        reference="EX-7K3F-2",
        paragraphs=["The coordinator answers within 2 working days."],
        actions=[{"text": "Back to your list", "href": "/home"}],
    )
    return TemplateResponse(request, "ui/message.html", context)


def public_page(request: HttpRequest) -> HttpResponse:
    context = {
        "page": {"title": "Finding support"},
        "safety_href": "/safety",
        "demonstration": True,
        "paragraphs": ["If you are in danger now, ring 999.", "You can look here without giving your name."],
    }
    return TemplateResponse(request, "ui/public.html", context)


def clock_page(request: HttpRequest) -> HttpResponse:
    html = Template(
        "{% extends 'ui/base.html' %}{% load openccr %}{% block main %}<p>{% clock started 12 %}</p>{% endblock %}"
    )
    return HttpResponse(html.render(RequestContext(request, page("Clock", started=NOW))))


def error_page(request: HttpRequest, name: str) -> HttpResponse:
    return TemplateResponse(request, f"{name}.html", {"reference": "9f3c1a20"}, status=int(name[:3]))


def other_site(request: HttpRequest) -> HttpResponse:
    return HttpResponse("kept")


PAGES = {
    "home": home_page,
    "table": table_page,
    "empty": empty_page,
    "record": record_page,
    "record-not-asked": record_page,
    "ask": ask_page,
    "question": question_page,
    "check": check_page,
    "steps": steps_page,
    "interrupt": interrupt_page,
    "job": job_page,
    "job-running": job_page,
    "paper": paper_page,
    "message": message_page,
    "clock": clock_page,
    "public": public_page,
}
ERRORS = ["400", "403", "404", "429", "500", "403_csrf"]


def index(request: HttpRequest) -> HttpResponse:
    items = [Item(name, f"/{name}") for name in [*PAGES, *ERRORS, "ask?wrong"]]
    groups = [{"title": "Templates", "sections": [{"items": items}]}]
    return TemplateResponse(request, "ui/home.html", page("Preview", groups=groups))


urlpatterns = [
    path("", index),
    path("keep", other_site),
    path("lock", other_site),
    *(path(name, view) for name, view in PAGES.items()),
    *(path(name, error_page, {"name": name}) for name in ERRORS),
]
