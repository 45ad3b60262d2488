"""Building what is handed over, anew from what was decided, and reading its final bytes again."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import seal
from openccr.audit.operations import record
from openccr.documents.making import printed
from openccr.documents.rules.paper import Block, Content
from openccr.documents.typesetting import pdf_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.subjectaccess.clocks import wording
from openccr.subjectaccess.collecting import Collected, collect
from openccr.subjectaccess.models import Bundle, Passage, SubjectRequest
from openccr.subjectaccess.operations.requests import turned_hostile
from openccr.subjectaccess.operations.searching import marks_of
from openccr.subjectaccess.rules.bundles import Answer, LetGo, blocks_of, neither_blocks, plain_text
from openccr.subjectaccess.rules.deciding import Outcome
from openccr.subjectaccess.rules.pdf_text import UnreadablePdf
from openccr.subjectaccess.rules.requests import Capacity
from openccr.subjectaccess.rules.sentences import words as words_of
from openccr.subjectaccess.rules.tagging import Source
from openccr.subjectaccess.rules.verifying import NOTHING, Forbidden, Found, forbidden, found_in
from openccr.subjectaccess.standing import PURPOSE, decided_token, opened, request_of


class Leaks(Refusal):
    """The final bytes hold what was kept back. What it was is not said: the page that says so must not tell it."""


def build(*, actor: Actor, request: UUID, at: datetime) -> UUID:
    """Build the bundle from what is decided now, typeset it, and read it again. Returns its id.

    Raises NotFound; Refusal while a sentence is undecided and when the record has changed since it was searched; Leaks
    when the final bytes hold anything that was kept back: nothing is kept of it then.
    """
    with acting_as(actor):
        must(actor, "subjectaccess.answer")
        row = request_of(request, move="build")
        assert row.subject_id is not None  # it was searched
        turned_hostile(row)
        now = collect(
            actor=actor, subject_id=row.subject_id, hostile=row.hostile, parent=row.capacity == Capacity.PARENT
        )
        passages = list(
            Passage.objects.filter(request=row).order_by("written_at", "table", "row_id", "field", "number")
        )
        _must_be_current(row, passages, now)
        let_go, kept_back, withheld = _sorted(row, passages)
        law = practice(actor).law.exemptions
        said = [(law[key].name, law[key].reference) for key in sorted(withheld) if law[key].says_so and not row.hostile]
        facts = [] if row.hostile and row.capacity == Capacity.PARENT else now.facts
        words = wording(actor)
        blocks = blocks_of(let_go, facts=facts, intro=words.intro, rights=words.rights, kept_back=said)
        against = forbidden(withheld=kept_back, released=[one.text for one in let_go], case=now.case)
        if row.capacity != Capacity.SELF:
            # It is addressed to whoever asks, who is somebody else; for themselves the name must be theirs.
            against = replace(against, names=against.names - _small(row.asker_name))
        around = plain_text(
            words.title, blocks_of([], facts=facts, intro=words.intro, rights=words.rights, kept_back=said)
        )
        notes = " ".join((around, *(one.written for one in let_go), *(source.label for source in Source)))
        # Where "Page" is somebody's name it is found in what is let go, and not in "Page 1 of 3".
        against = replace(against, tokens=against.tokens - _small(notes))
        _must_be_free(found_in([("let go", "\n".join(one.text for one in let_go).encode())], against=against))
        against = replace(against, names=against.names - _small(notes))
        bundle = _made(actor, row, Answer.BUNDLE, blocks, against, at=at)
        bundle.files = sorted(str(file) for file in now.files)
        bundle.authors = sorted({str(one.decided_user) for one in passages} | {str(actor.user_id)})
        bundle.decided_token = decided_token(row.id)
        bundle.released, bundle.withheld = len(let_go), dict(withheld)
        Bundle.objects.bulk_create([bundle])
        record("subject_access.built", subjects=[row.id, bundle.id], at=at)
        return bundle.id


def answer_neither(*, actor: Actor, request: UUID, why: str, at: datetime) -> UUID:
    """Answer that we neither confirm nor deny: the same words whether there is a record or not.

    Another person approves it as they approve a bundle. Raises NotFound, Refusal without a reason.
    """
    with acting_as(actor):
        must(actor, "subjectaccess.answer")
        row = request_of(request, move="search")
        if not why.strip():
            raise Refusal("Say why.", remedy="It stays with us: they are told nothing of it.", field="why")
        words = wording(actor)
        bundle = _made(actor, row, Answer.NEITHER, neither_blocks(words.neither, rights=words.rights), NOTHING, at=at)
        bundle.why = why.strip()
        bundle.files = sorted(
            {str(one) for one in Passage.objects.filter(request=row).values_list("file_id", flat=True)}
        )
        Bundle.objects.bulk_create([bundle])
        record("subject_access.built", subjects=[row.id, bundle.id], at=at)
        return bundle.id


def _must_be_current(row: SubjectRequest, passages: Sequence[Passage], now: Collected) -> None:
    then = Counter((opened(one.sealed, request_id=row.id).decode(), *one.marks) for one in passages)
    if then != Counter((one.text, *marks_of(one, now.case)) for one in now.items):
        raise Refusal("The record has changed since it was searched.", remedy="Search it again.")


def _sorted(row: SubjectRequest, passages: Sequence[Passage]) -> tuple[list[LetGo], list[str], Counter[str]]:
    let_go, kept_back, withheld = list[LetGo](), list[str](), Counter[str]()
    for one in passages:
        text = opened(one.sealed, request_id=row.id).decode()
        if one.outcome == Outcome.WITHHOLD:
            kept_back.append(text)
            withheld[one.exemption] += 1
            continue
        part = one.outcome == Outcome.PART
        if part:
            kept_back.append(text)
            withheld[one.exemption] += 1
            text = opened(one.kept_sealed, request_id=row.id).decode()
        let_go.append(LetGo(text=text, source=Source(one.source), written=_written(one, row), in_part=part))
    return let_go, kept_back, withheld


def _written(one: Passage, row: SubjectRequest) -> str:
    """Who wrote it when; for a hostile request neither, since both tell of a case."""
    if row.hostile:
        return ""
    day = day_words(one.written_at) if one.written_at else ""
    return ", ".join(part for part in (one.agency_name, day) if part)


def _made(
    actor: Actor, row: SubjectRequest, answer: Answer, blocks: Sequence[Block], against: Forbidden, *, at: datetime
) -> Bundle:
    title = wording(actor).title
    content = Content(title=title, blocks=tuple(blocks))
    paper = printed(actor, content, to=row.asker_name, reference=row.reference, at=at)
    own = _small(" ".join((paper.recipient, paper.marking, paper.handling, paper.made, "Page For")))
    against = replace(against, names=against.names - own, tokens=against.tokens - own)
    pdf = pdf_of(paper)
    text = plain_text(title, blocks).encode()
    try:
        found = found_in(
            [(f"OpenCCR-{row.reference[2:6]}.pdf", pdf), (f"OpenCCR-{row.reference[2:6]}.txt", text)], against=against
        )
    except UnreadablePdf as error:
        raise Leaks(
            "The finished document could not be read again.", remedy="Nothing was kept. Tell whoever runs the server."
        ) from error
    _must_be_free(found)
    assert actor.user_id is not None  # a person answers, by the policy
    return Bundle(
        id=uuid.uuid4(), partnership_id=row.partnership_id, request=row, answer=answer.value, hostile=row.hostile,
        files=[], authors=[str(actor.user_id)], made_user=actor.user_id, made_by=actor.name, made_at=at,
        decided_token="", sealed_pdf=seal(pdf, purpose=PURPOSE, owner=row.id),
        sealed_text=seal(text, purpose=PURPOSE, owner=row.id), sha256=sha256(pdf).hexdigest(), released=0, withheld={},
        checked={
            "names": len(against.names), "places": len(against.places), "sentences": len(against.sentences),
            "tokens": len(against.tokens),
        },
    )  # fmt: skip


def _must_be_free(found: Sequence[Found]) -> None:
    if found:
        kinds = ", ".join(sorted({one.kind for one in found}))
        raise Leaks(
            f"The finished document holds what was kept back ({kinds}). It was thrown away.",
            remedy="Look at what is let go, in part above all.",
        )


def _small(text: str) -> set[str]:
    return {word.casefold() for word in words_of(text)}
