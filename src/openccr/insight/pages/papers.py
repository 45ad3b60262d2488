"""The figures of a quarter as a file and on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.insight.counting import NOT_YET
from openccr.insight.pages import pages
from openccr.insight.pages.figures import quarter_named, shown, to_quarter
from openccr.insight.queries import QuarterFigures, quarter_figures
from openccr.insight.sheets import csv_of, xlsx_of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.ui.files import handed_over
from openccr.ui.kinds import page_context

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _to_take_out(actor: Actor, quarter: str) -> QuarterFigures:
    """The figures for paper or a file; logged, since they leave the system."""
    found = quarter_figures(actor=actor, quarter=quarter_named(quarter), today=timezone.localdate())
    if not found.figures:
        raise Refusal(NOT_YET)
    record("figures.taken_out")
    return found


@pages.custom(
    "figures/<str:quarter>/csv/", name="csv", title="Download", may="insight.figures", methods=("GET", "HEAD")
)
def download(request: HttpRequest, actor: Actor, *, quarter: str) -> HttpResponse:
    """The figures as a file."""
    found = _to_take_out(actor, quarter)
    return handed_over(csv_of(found), name=f"OpenCCR-{found.quarter}.csv", content_type="text/csv; charset=utf-8")


@pages.custom(
    "figures/<str:quarter>/xlsx/", name="xlsx", title="Download", may="insight.figures", methods=("GET", "HEAD")
)
def workbook(request: HttpRequest, actor: Actor, *, quarter: str) -> HttpResponse:
    """The same figures as a workbook."""
    found = _to_take_out(actor, quarter)
    return handed_over(xlsx_of(found), name=f"OpenCCR-{found.quarter}.xlsx", content_type=XLSX)


@pages.custom(
    "figures/<str:quarter>/print/", name="paper", title="Quarterly return", may="insight.figures", kind="paper",
    methods=("GET", "HEAD"),
)  # fmt: skip
def paper(request: HttpRequest, actor: Actor, *, quarter: str) -> HttpResponse:
    """The figures to print."""
    found = _to_take_out(actor, quarter)
    page = request.page  # type: ignore[attr-defined]
    context = page_context(
        page,
        title=f"{found.form.name}: {found.quarter.name}",
        data=shown(found),
        paper={
            "recipient": actor.name,
            "reference": f"Figures {found.quarter}",
            "printed_at": timezone.now(),
            "back_href": to_quarter(quarter),
        },
    )
    return TemplateResponse(request, "insight/paper.html", context)
