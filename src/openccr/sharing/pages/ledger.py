"""What was shared of a case: on the screen, on paper, as a file; and what was shared by other means."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.people.queries.places import places_of
from openccr.sharing.forms.ledger import ByHandForm
from openccr.sharing.operations.ledger import ByHand, record_by_hand
from openccr.sharing.pages import pages
from openccr.sharing.pages.around import about_case, pack_and_agencies
from openccr.sharing.panels import grounds_rows, ledger_table, override_rows
from openccr.sharing.queries.ledger import Line, as_it_leaves, grounds_of, ledger, told_all_the_same
from openccr.tabular.guard import guard
from openccr.ui.files import handed_over
from openccr.ui.kinds import Done, Screen, ask, offer, page_context, record_page


def _shown(*, actor: Actor, file: UUID) -> Screen:
    crumbs = crumbs_to(file)
    return Screen(
        title="What was shared",
        data={
            "grounds": [grounds_rows(one) for one in grounds_of(file, actor=actor)],
            # On the screen alone: what is printed or taken out passes from hand to hand, and the list may not.
            "overrides": [override_rows(one) for one in told_all_the_same(file)],
            "table": ledger_table(ledger(file, actor=actor), caption="What was shared, the newest first"),
        },
        actions=[
            offer(actor, text="Write down something shared", page="sharing.record", may="sharing.record", file=file),
            offer(actor, text="Print", page="sharing.paper", may="sharing.see", file=file),
            offer(actor, text="Download (CSV)", page="sharing.csv", may="sharing.see", file=file),
        ],
        crumbs=crumbs,
        file_id=file,
    )


record_page(
    pages, "case/<uuid:file>/shared/", name="ledger", title="What was shared", may="sharing.see", query=_shown,
    reads="sharing.ledger_read", template="sharing/ledger.html",
)  # fmt: skip


HEAD = (
    "shared_at", "to", "how", "what", "why", "law", "consent", "why_not_consent", "necessity", "proportionality",
    "agreement", "until", "decided_by",
)  # fmt: skip


@pages.custom(
    "case/<uuid:file>/shared/csv/", name="csv", title="Download", may="sharing.see", methods=("GET", "HEAD"),
    reads="sharing.ledger_taken",
)  # fmt: skip
def download(request: HttpRequest, actor: Actor, *, file: UUID) -> HttpResponse:
    """The ledger as a file: no name of anybody in the case stands in it, nor where somebody is."""
    crumbs_to(file)
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEAD)
    for line in as_it_leaves(ledger(file, actor=actor), places=places_of([file])):
        writer.writerow([guard(text) for text in _cells(line)])
    sheet = out.getvalue().encode("utf-8-sig")
    return handed_over(sheet, name="OpenCCR-what-was-shared.csv", content_type="text/csv; charset=utf-8")


def _cells(line: Line) -> tuple[str, ...]:
    at = timezone.localtime(line.at).isoformat(timespec="minutes")
    return (
        at, line.whom, line.way, "; ".join(line.kinds), line.why, "; ".join(line.law), line.consent,
        line.why_not_consent, line.necessity, line.proportionality, line.agreement,
        line.expires_on.isoformat() if line.expires_on else "", line.by,
    )  # fmt: skip


@pages.custom(
    "case/<uuid:file>/shared/print/", name="paper", title="What was shared", may="sharing.see", kind="paper",
    methods=("GET", "HEAD"), reads="sharing.ledger_taken",
)  # fmt: skip
def paper(request: HttpRequest, actor: Actor, *, file: UUID) -> HttpResponse:
    """The ledger to print, for a data protection officer or her own request."""
    (crumb,) = crumbs_to(file)
    places = places_of([file])
    panels = [
        {
            "title": "Shared without consent, on these grounds", "template": "ui/panels/summary.html",
            "data": grounds_rows(one), "key": f"grounds-{number}",
        }
        for number, one in enumerate(as_it_leaves(grounds_of(file, actor=actor), places=places))
    ]  # fmt: skip
    lines = as_it_leaves(ledger(file, actor=actor), places=places)
    table = ledger_table(lines, caption="What was shared, the newest first")
    panels.append({"title": "Ledger", "template": "ui/panels/table.html", "data": table, "key": "ledger"})
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        panels=panels,
        paper={
            "recipient": actor.name,
            "reference": crumb["text"],
            "printed_at": timezone.now(),
            "back_href": reverse("sharing.ledger", kwargs={"file": file}),
        },
    )
    return TemplateResponse(request, "ui/paper.html", context)


def _record(*, actor: Actor, file: UUID, override_reason: str, **shared: Any) -> UUID:
    return record_by_hand(
        actor=actor, file_id=file, shared=ByHand(**shared), at=timezone.now(), override_reason=override_reason
    )


ask(
    pages, "case/<uuid:file>/shared/new/", name="record", title="Write down something shared", may="sharing.record",
    form=ByHandForm, operation=_record, choices=pack_and_agencies, reads="sharing.ledger_read",
    about=about_case(
        intro="What was shared inside OpenCCR stands in the ledger already. This is for what was said by telephone, "
        "at a visit or in a letter.",
        button="Write it in the ledger",
    ),
    initial=lambda *, actor, file: {"shared_on": timezone.localdate()},
    done=lambda _, *, file: Done(reverse("sharing.ledger", kwargs={"file": file}), "It stands in the ledger."),
)  # fmt: skip
