"""Building, looking at it, taking it, and who collected it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.subjectaccess.forms import HandOverForm, LookForm, WhyForm
from openccr.subjectaccess.operations import answer_neither, build, fetch_bundle, hand_over, look_at
from openccr.subjectaccess.pages import pages
from openccr.subjectaccess.pages.around import back, crumbs
from openccr.subjectaccess.queries import BundleShown, bundle_of
from openccr.subjectaccess.standing import request_of
from openccr.ui.files import handed_over
from openccr.ui.kinds import Asked, ask, button, stamped

_MAY = "subjectaccess.answer"

button(
    pages, "subject-access/<uuid:asked>/build/", name="build", title="Build the bundle", may=_MAY,
    operation=stamped(build, request="asked"), step_up=True,
    done=back("Built, and read again: nothing that is kept back stands in it."),
)  # fmt: skip

ask(
    pages,
    "subject-access/<uuid:asked>/neither/",
    name="neither",
    title="Neither confirm nor deny",
    may=_MAY,
    form=WhyForm,
    operation=stamped(answer_neither, request="asked"),
    done=back("Made. Another person approves it."),
    step_up=True,
    about=lambda *, actor, asked: Asked(
        title="Neither confirm nor deny",
        intro="The answer has the same words whether there is a record or not. Give it whenever the answer itself "
        "would tell. Why is written down for us, and not told.",
        crumbs=crumbs(request_of(asked).id, "Neither confirm nor deny"),
    ),
)


def _warning(hostile: bool, bundle: BundleShown) -> str:
    if bundle.only_tells:
        return (
            "Nothing is let go in it: it would tell somebody who is said to harm that there is a record, and nothing"
            " else. Say no, and have it answered that we neither confirm nor deny."
        )
    return "Whoever asks is said to harm. Read it as they will." if hostile else ""


def _about_look(*, actor: Actor, asked: UUID) -> Asked:
    row = request_of(asked)
    bundle = bundle_of(row, actor=actor)
    if bundle is None:
        raise NotFound
    record("subject_access.read", subjects=[row.id, bundle.id])
    return Asked(
        title="Look at what is to be handed over", button="Say so", crumbs=crumbs(asked, "Look at it"),
        warning=_warning(row.hostile, bundle),
        context={"bundle": bundle},
    )  # fmt: skip


ask(
    pages, "subject-access/<uuid:asked>/look/", name="look", title="Look at it", may="subjectaccess.approve",
    form=LookForm, operation=stamped(look_at, request="asked"), done=back("Written down."), about=_about_look,
    step_up=True, template="subjectaccess/look.html", reads="subject_access.read",
)  # fmt: skip

ask(
    pages, "subject-access/<uuid:asked>/collected/", name="hand_over", title="Who collected it", may=_MAY,
    form=HandOverForm, operation=stamped(hand_over, request="asked"), done=back("Answered."), step_up=True,
    about=lambda *, actor, asked: Asked(
        title="Who collected it?", crumbs=crumbs(request_of(asked, move="hand_over").id, "Collected")
    ),
)  # fmt: skip


@pages.custom(
    "subject-access/<uuid:asked>/as/<str:form>/", name="fetch", title="Take it", may=_MAY, methods=("GET",),
    step_up=True,
)  # fmt: skip
def fetch(request: HttpRequest, actor: Actor, *, asked: UUID, form: str) -> HttpResponse:
    """The approved bundle, to print or to put on a medium that is handed over."""
    found = fetch_bundle(actor=actor, request=asked, form=form, at=timezone.now())
    return handed_over(found.data, name=found.name, content_type=found.content_type)
