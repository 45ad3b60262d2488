"""The preview's addresses: one for each template, with people who do not exist."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.template.response import TemplateResponse
from django.urls import path

from openccr.ui.panels import Item
from tests.ui.preview_asking import ask_page, interrupt_page, question_page, steps_page
from tests.ui.preview_parts import NOW, column, page
from tests.ui.preview_shown import empty_page, home_page, record_page, record_panels, table_page


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
