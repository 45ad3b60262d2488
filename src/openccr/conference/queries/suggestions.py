"""Actions agreed with one key: what agencies wrote, what agencies of their kinds often do, what the law opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from openccr.actions.rules.prompts import PACK_FACES, Offered
from openccr.conference.queries.research import Said
from openccr.content.schema.processes import Suggested

AGENCY, USUAL, LAW = "agency", "usual", "law"
"""Where a suggestion comes from."""


@dataclass(frozen=True)
class Suggestion:
    """An action that may be agreed with one key.

    Args:
        key: what the button sends; made of where the suggestion comes from.
        faces: on whom it falls; empty where whoever agrees it must say so.
        source: an agency wrote it for this case; agencies of its kind often do it; the law opens it.
        noticeable: the person who harms would notice it; agreed, it is locked until the victim knows and is safe.
        agreed: it already stands in the plan.
        why: the fact and the law behind a prompt of law.
    """

    key: str
    text: str
    agency_id: UUID
    agency: str
    faces: str
    source: str
    agreed: bool
    noticeable: bool = False
    why: str = ""

    @property
    def own(self) -> bool:
        """An agency wrote it for this case."""
        return self.source == AGENCY


def suggestions(
    said: list[Said], often: Mapping[str, Suggested], agreed: set[tuple[UUID, str]]
) -> Iterator[Suggestion]:
    """What the agencies wrote, then what agencies of their kinds often do."""
    by_name = {usual.name: usual for usual in often.values()}
    for one in said:
        for number, text in enumerate(one.suggestions):
            yield _suggestion(one, str(number), text, by_name.get(text), source=AGENCY, agreed=agreed)
    for one in said:
        for key, usual in often.items():
            if usual.agency_kind == one.agency_kind and usual.name not in one.suggestions:
                yield _suggestion(one, key, usual.name, usual, source=USUAL, agreed=agreed)


def of_law(offered: list[Offered], agencies: list[tuple[UUID, str, str]]) -> Iterator[Suggestion]:
    """What the law opens on this case, each for the first agency of the kind that does it.

    Args:
        agencies: (id, name, kind) of those on the case.
    """
    for one in offered:
        agency = next((each for each in agencies if each[2] == one.prompt.agency_kind), None)
        if agency is not None:
            yield Suggestion(
                key=f"law:{one.prompt.key}", text=one.prompt.name, agency_id=agency[0], agency=agency[1],
                faces=PACK_FACES[one.prompt.faces].value, source=LAW, agreed=False, noticeable=one.prompt.safe_first,
                why=f"{one.why} {one.prompt.reference}",
            )  # fmt: skip


def _suggestion(
    one: Said, key: str, text: str, usual: Suggested | None, *, source: str, agreed: set[tuple[UUID, str]]
) -> Suggestion:
    noticeable = usual is not None and usual.safe_first
    if noticeable:
        # Mission, "must never happen": an action he would notice is taken before she knows and is safe.
        text = f"{text}, once the victim knows and is safe"
    return Suggestion(
        key=f"{one.id}:{key}",
        text=text,
        agency_id=one.agency_id,
        agency=one.agency,
        faces=PACK_FACES[usual.faces].value if usual else "",
        source=source,
        agreed=(one.agency_id, text) in agreed,
        noticeable=noticeable,
    )
