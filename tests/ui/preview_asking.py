"""The preview's pages that ask something."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from tests.ui.preview_parts import IDENTITY, OneQuestion, Reason, Referral, page


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
