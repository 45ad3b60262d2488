"""What an agency sends to be compared: sending, letting be compared, withdrawing; and the register."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.linkage.forms.extracts import SendForm
from openccr.linkage.forms.signoffs import WhyForm
from openccr.linkage.operations.comparing import start_comparing
from openccr.linkage.operations.extracts import About, Taken, let_be_compared, withdraw
from openccr.linkage.operations.sending import came_of, send_extract
from openccr.linkage.pages import pages
from openccr.linkage.queries.extracts import ExtractShown, choices_of, extract_of, extracts, last_run, longest_kept
from openccr.linkage.queries.signoffs import why_not_compared
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, table

CRUMB = {"text": "Extracts", "href": "/linking/extracts/"}
_TONES = {"Ended": "neutral", "Compared": "new", "Kept apart": "waiting"}


class _Row:
    """An extract in the list."""

    def __init__(self, shown: ExtractShown) -> None:
        row = shown.row
        self.href = reverse("linkage.extract", args=[row.id]) if shown.own else ""
        self.id = row.id
        self.agency = shown.agency
        self.kind = [shown.kind, f"For: {row.purpose}", f"On: {'; '.join((shown.basis, *shown.conditions))}"]
        self.rows = f"{row.rows:,}"
        self.taken_at = timezone.localdate(row.taken_at)
        self.keep_until = row.keep_until
        self.state = StateWord(shown.state, _TONES[shown.state])


def _compare_now(actor: Actor) -> list[dict[str, Any]]:
    """For whoever may, and with the reason in its place while the three have not signed."""
    if why_not(actor, "linkage.compare") is not None:
        return []
    why = why_not_compared(today=timezone.localdate())
    return [offer(actor, text="Compare now", page="linkage.compare", may="linkage.compare", post=True, why=why)]


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    shown, total = extracts(actor=actor, page=page, today=timezone.localdate())
    run = last_run()
    last = f" Last compared {day_words(timezone.localdate(run))}." if run else ""
    return Listing(
        rows=[_Row(one) for one in shown],
        columns=[
            Column("agency", "Agency"), Column("kind", "What it holds, what for, on what law"),
            Column("rows", "Records", numeric=True), Column("taken_at", "Sent", whole=True),
            Column("keep_until", "Delete by", whole=True), Column("state", "State"),
        ],
        empty={"text": "Your agency has sent nothing."},
        total=total,
        note=f"Records stay their agency's: nobody else reads them.{last}",
        actions=[
            offer(actor, text="Send records", page="linkage.send", may="linkage.send_extract"),
            *_compare_now(actor),
            offer(actor, text="Sign-offs", page="linkage.sign_offs", may="linkage.see_sign_offs"),
        ],
    )  # fmt: skip


table(
    pages, "linking/extracts/", name="extracts", title="Records to be compared", may="linkage.extracts", query=_list,
    reads="linkage.extracts_read",
)  # fmt: skip


def _send(
    *,
    actor: Actor,
    file: UploadedFile,
    kind: str,
    purpose: str,
    lawful_basis: str,
    conditions: list[str],
    keep_until: date,
) -> tuple[Taken | None, UUID | None]:
    return send_extract(
        actor=actor, data=file.read(), filename=file.name or "The file",
        about=About(kind, purpose, lawful_basis, tuple(conditions), keep_until), at=timezone.now(),
    )  # fmt: skip


def _sent(outcome: tuple[Taken | None, UUID | None]) -> Done:
    taken, work = outcome
    if taken is None:
        return Done(reverse("jobs.work", kwargs={"work": work}))
    return Done(reverse("linkage.extract", args=[taken.id]), came_of(taken))


ask(
    pages, "linking/extracts/send/", name="send", title="Send records to be compared", may="linkage.send_extract",
    form=SendForm, operation=_send, choices=lambda *, actor: choices_of(actor), done=_sent,
    initial=lambda *, actor: {"keep_until": longest_kept(actor=actor, today=timezone.localdate())},
    about=lambda *, actor: Asked(
        intro="They stay your agency's. A newer file of the same kind takes the place of the older one.",
        crumbs=[CRUMB, {"text": "Send"}], button="Send",
    ),
)  # fmt: skip


def _screen(*, actor: Actor, extract: UUID) -> Screen:
    shown = extract_of(actor=actor, extract=extract)
    record("linkage.extracts_read", subjects=[extract])
    row = shown.row
    facts = [
        ("Agency", shown.agency), ("What it holds", shown.kind), ("State", StateWord(shown.state, _TONES[shown.state])),
        ("Purpose", row.purpose), ("Lawful basis", shown.basis),
        ("Conditions", "; ".join(shown.conditions) or "None beside it"), ("Records taken", f"{row.rows:,}"),
        ("Rows refused", f"{row.refused:,}"), ("Sent", row.taken_at), ("Sent by", row.taken_by),
        ("To be deleted by", row.keep_until),
    ]  # fmt: skip
    if row.ended_at:
        facts += [("Records deleted", row.ended_at), ("Why", row.ended_why)]
    return Screen(
        title=f"{shown.agency}: {shown.kind.lower()}",
        data={"facts": [{"key": key, "value": value} for key, value in facts]},
        crumbs=[CRUMB, {"text": shown.kind}],
        actions=_acts(actor, shown),
    )


def _acts(actor: Actor, shown: ExtractShown) -> list[dict[str, Any]]:
    row, acts = shown.row, []
    if row.refused_file_id and row.ended_at is None:
        acts.append(
            {"text": "Refused rows", "href": reverse("documents.download", kwargs={"document": row.refused_file_id}),
             "post": False, "once": "", "disabled_reason": ""}
        )  # fmt: skip
    if row.ended_at is None:
        name, words = ("keep_apart", "Keep apart") if row.compared else ("let_compare", "Let it be compared")
        acts.append(
            offer(actor, text=words, page=f"linkage.{name}", may="linkage.let_compare", post=True, extract=row.id)
        )
        acts.append(offer(actor, text="Withdraw", page="linkage.withdraw", may="linkage.send_extract", extract=row.id))
    return acts


record_page(
    pages, "linking/extracts/<uuid:extract>/", name="extract", title="Records of an agency", may="linkage.extracts",
    query=_screen, reads="linkage.extracts_read", template="linkage/facts.html",
)  # fmt: skip

for _name, _address, _title, _compared in (
    ("let_compare", "compare", "Let records be compared", True),
    ("keep_apart", "keep-apart", "Keep records apart", False),
):
    button(
        pages, f"linking/extracts/<uuid:extract>/{_address}/", name=_name, title=_title, may="linkage.let_compare",
        operation=lambda *, actor, extract, _compared=_compared: let_be_compared(
            actor=actor, extract=extract, compared=_compared, at=timezone.now()
        ),
        done=lambda _outcome, *, extract: Done(reverse("linkage.extract", args=[extract]), "Saved."),
    )  # fmt: skip

ask(
    pages, "linking/extracts/<uuid:extract>/withdraw/", name="withdraw", title="Withdraw records",
    may="linkage.send_extract", form=WhyForm,
    operation=lambda *, actor, extract, why: withdraw(actor=actor, extract=extract, why=why, at=timezone.now()),
    about=lambda *, actor, extract: Asked(
        title="Withdraw records", crumbs=[CRUMB, {"text": "Withdraw"}], button="Withdraw and delete",
        intro=f"{extract_of(actor=actor, extract=extract).kind}: its records are deleted at once.",
    ),
    done=lambda _outcome, *, extract: Done(reverse("linkage.extract", args=[extract]), "Withdrawn and deleted."),
)  # fmt: skip

button(
    pages, "linking/compare/", name="compare", title="Compare now", may="linkage.compare",
    operation=lambda *, actor: start_comparing(actor=actor, at=timezone.now()),
    done=lambda work: Done(reverse("jobs.work", kwargs={"work": work})),
)  # fmt: skip
