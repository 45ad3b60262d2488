"""Her no-go list: reading it, writing a line, taking one off when she says so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.sharing.forms.no_go import EndNoGoForm, NoGoForm, StaysForm
from openccr.sharing.operations.no_go import end_no_go, leave_on_case, record_no_go
from openccr.sharing.pages import pages
from openccr.sharing.pages.around import about_case, law_of
from openccr.sharing.panels import WHO_READS_IT, no_go_lines
from openccr.sharing.queries.agreements import agencies_to_choose
from openccr.sharing.queries.no_go import no_go_line, no_go_shown
from openccr.ui.kinds import Asked, Done, Screen, ask, offer, record_page, stamped


def _list(*, actor: Actor, file: UUID) -> Screen:
    crumbs = crumbs_to(file)
    actions = [offer(actor, text="Add somebody", page="sharing.no_go_new", may="sharing.no_go", file=file)]
    if actor.whole_area:
        actions.append(
            offer(actor, text="Keep somebody out", page="casefiles.keep_out", may="casefiles.exclude", file=file)
        )
    return Screen(
        title="Who must not be told",
        data=no_go_lines(no_go_shown(file, actor=actor, today=timezone.localdate()), file, actor),
        actions=actions,
        crumbs=crumbs,
        file_id=file,
    )


record_page(
    pages, "case/<uuid:file>/no-go/", name="no_go", title="Who must not be told", may="sharing.no_go", query=_list,
    reads="no_go.read", template="sharing/no_go.html",
)  # fmt: skip


def _choices(*, actor: Actor, file: UUID) -> dict[str, Any]:
    kinds = {key: kind.name for key, kind in law_of(actor).agencies.kinds.items()}
    return {"agencies": agencies_to_choose(today=timezone.localdate()), "kinds": kinds}


def _back(words: str) -> Any:
    return lambda _, *, file, **__: Done(reverse("sharing.no_go", kwargs={"file": file}), words)


ask(
    pages, "case/<uuid:file>/no-go/new/", name="no_go_new", title="Add to the no-go list", may="sharing.no_go",
    form=NoGoForm, operation=stamped(record_no_go, file_id="file"), choices=_choices, reads="no_go.read",
    about=about_case(intro=WHO_READS_IT, button="Add to the list"),
    done=_back("From now on they are not invited and nothing goes to them. Who is on the case already is marked."),
)  # fmt: skip


def _about_ending(*, actor: Actor, file: UUID, no_go: UUID) -> Asked:
    crumbs = crumbs_to(file)
    return Asked(
        intro=f"{no_go_line(file, no_go, actor=actor)}.", button="Take off the list", crumbs=crumbs,
        context={"cancel_href": reverse("sharing.no_go", kwargs={"file": file})},
    )  # fmt: skip


def _about_staying(*, actor: Actor, file: UUID, no_go: UUID) -> Asked:
    return Asked(
        intro=f"{no_go_line(file, no_go, actor=actor)}.", button="They stay on the case", crumbs=crumbs_to(file),
        warning="The victim does not want them to be told. They go on seeing the case, and the IDVA reads why.",
        context={"cancel_href": reverse("sharing.no_go", kwargs={"file": file})},
    )  # fmt: skip


ask(
    pages, "case/<uuid:file>/no-go/<uuid:no_go>/stays/", name="no_go_stays", title="Why do they stay on the case?",
    may="sharing.override", form=StaysForm, operation=stamped(leave_on_case, file_id="file", no_go_id="no_go"),
    about=_about_staying, done=_back("Saved. The IDVA reads who decided it, and why."), reads="no_go.read",
)  # fmt: skip

ask(
    pages, "case/<uuid:file>/no-go/<uuid:no_go>/end/", name="no_go_end", title="May they be told again?",
    may="sharing.no_go", form=EndNoGoForm, operation=stamped(end_no_go, file_id="file", no_go_id="no_go"),
    about=_about_ending, done=_back("Saved. The line stays to be read."), reads="no_go.read",
)  # fmt: skip
