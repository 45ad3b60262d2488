"""The bundle in which a case goes from area to area: one JSON document, its version in it, read strictly.

Whereabouts, contact details, recourse to funds and immigration have no field here, so no bundle can hold them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from openccr.kernel.refusals import Refusal

FORMAT: Final = "openccr-transfer"
VERSION = 1
MOST_BYTES = 20 * 1024 * 1024

Short = Annotated[str, Field(max_length=300)]
Long = Annotated[str, Field(max_length=20_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BundledName(_Strict):
    given: Short = ""
    family: Short = ""
    kind: Literal["name", "alias"] = "name"


class BundledPerson(_Strict):
    """Somebody of the case, told apart by names and date of birth; keys of lists may be unknown to the reader."""

    part: Literal["victim", "harmer", "child", "other"]
    names: Annotated[tuple[BundledName, ...], Field(max_length=20)] = ()
    born_on: date | None = None
    born_on_is_expected: bool = False
    sex: Short = ""
    ethnicity: Short = ""
    disability: Short = ""
    lgbt: Short = ""
    pregnant: Short = ""
    language: Short = ""
    interpreter: Short = ""
    relationship: Short = ""


class BundledReferral(_Strict):
    referred_on: date
    incident_on: date | None = None
    agency: Short = ""
    criteria: Annotated[tuple[Short, ...], Field(max_length=20)] = ()
    judgement_reason: Long = ""
    reason: Long = ""
    wishes: Long = ""
    aware: Literal["yes", "no", "unknown"] = "unknown"
    unaware_reason: Long = ""
    consent: Literal["yes", "no", "unknown"] = "unknown"


class BundledRisk(_Strict):
    instrument: Short
    score: Annotated[int, Field(ge=0, le=1000)] | None = None
    unknowns: Annotated[int, Field(ge=0, le=1000)] | None = None
    judged_high: bool | None = None
    judgement_reason: Long = ""
    assessed_on: date
    agency: Short = ""
    answers: dict[str, Any] = {}


class BundledResearch(_Strict):
    agency: Short
    meeting_on: date
    victim: Long = ""
    harmer: Long = ""
    children: Long = ""
    wishes: Long = ""
    current_risk: Long = ""
    offered: Long = ""


class BundledMinutes(_Strict):
    meeting_on: date
    outcome: Short
    her_views: Long = ""
    discussion: Long = ""
    risk_summary: Long = ""


class BundledAction(_Strict):
    text: Long
    faces: Short
    agency: Short
    due_on: date
    state: Short
    reason: Long = ""


class BundledPaper(_Strict):
    """A file kept with a past meeting; `data` is base64."""

    title: Short
    meeting_on: date
    content_type: Short
    data: str


class BundledNoGo(_Strict):
    """Whom she said must not be told, for the receiving coordinator alone."""

    who: Short
    words: Long = ""


class Bundle(_Strict):
    """A whole bundle.

    `id` is drawn once: a bundle that comes twice is told by it. `receiver` is the fingerprint of the key it was made
    for, so that nobody passes it on as if it had been sent to them; empty inside one installation.
    """

    format: Literal["openccr-transfer"]
    version: int
    id: UUID
    sender: Short
    receiver: Short = ""
    made_at: datetime
    reference: Short
    reason: Long
    lawful_basis: Annotated[tuple[Short, ...], Field(max_length=20)] = ()
    already_heard: bool
    agenda_out: bool
    handover: Long = ""
    orders: Long = ""
    people: Annotated[tuple[BundledPerson, ...], Field(min_length=1, max_length=200)]
    referral: BundledReferral
    risks: Annotated[tuple[BundledRisk, ...], Field(max_length=200)] = ()
    research: Annotated[tuple[BundledResearch, ...], Field(max_length=500)] = ()
    minutes: Annotated[tuple[BundledMinutes, ...], Field(max_length=200)] = ()
    actions: Annotated[tuple[BundledAction, ...], Field(max_length=1000)] = ()
    papers: Annotated[tuple[BundledPaper, ...], Field(max_length=50)] = ()
    no_go: Annotated[tuple[BundledNoGo, ...], Field(max_length=100)] = ()

    @property
    def victim(self) -> BundledPerson:
        return next(one for one in self.people if one.part == "victim")


def write_bundle(bundle: Bundle) -> bytes:
    """The same bytes for the same bundle."""
    return json.dumps(bundle.model_dump(mode="json"), ensure_ascii=False, sort_keys=True).encode()


def texts_of(bundle: Bundle) -> Iterator[str]:
    """Every text that goes along, as it was typed; the files that go are not opened.

    What looks like an address is looked for in these: as a file the bundle writes a new line as a letter, so that what
    begins a line would stand in the middle of a word.
    """
    left: list[object] = [bundle.model_copy(update={"papers": ()}).model_dump(mode="json")]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list):
            left += one


def read_bundle(data: bytes) -> Bundle:
    """Read a bundle. Raises Refusal, with a sentence for each kind of trouble, and nothing else whatever the bytes."""
    if len(data) > MOST_BYTES:
        raise Refusal("The transfer is larger than 20 MB.", remedy="Ask for it without papers.", field="file")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _unreadable("It is not a transfer of OpenCCR.") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _unreadable("It is not a transfer of OpenCCR.")
    version = found.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _unreadable("It does not say which version of the format it has.")
    if version > VERSION:
        raise Refusal(
            f"This transfer was made by a newer OpenCCR (format {version}, this one reads {VERSION}).",
            remedy="Update this installation, or ask for a printed pack.",
            field="file",
        )
    try:
        bundle = Bundle.model_validate_json(data)
    except (ValidationError, ValueError, RecursionError) as error:
        where = ""
        if isinstance(error, ValidationError):
            where = ".".join(str(step) for step in error.errors(include_input=False)[0]["loc"])
        raise _unreadable(f"Something in it is not as the format says{f' (at {where})' if where else ''}.") from error
    if not any(one.part == "victim" for one in bundle.people):
        raise _unreadable("It names no victim.")
    return bundle


def _unreadable(sentence: str) -> Refusal:
    return Refusal(sentence, remedy="Nothing was saved. Ask the sending area to send it again.", field="file")
