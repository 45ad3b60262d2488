"""A transfer on paper, for an area that does not use OpenCCR: what the bundle holds, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.transfer_bundle import Bundle, BundledPerson
from openccr.content import Pack
from openccr.documents.rules.paper import Block, Content, Facts, Heading, NewSheet, Notice, Para, Table
from openccr.kernel.days import day_words
from openccr.people.rules import PartKind, full_name

_ANSWERS = {"yes": "Yes", "no": "No", "unknown": "Not known"}
_JUDGED = {True: "High", False: "Not high", None: "Not stated"}


def transfer_pack(bundle: Bundle, *, pack: Pack, to: str, due_on: str) -> Content:
    """The pack for the coordinator of another area. The no-go list stands on a sheet of its own, the first one.

    Args:
        to: the area's name.
        due_on: by when it is to be acknowledged, in words.
    """
    return Content(
        title="A case for your conference",
        blocks=tuple(_blocks(bundle, pack, due_on)),
        handling=f"For the coordinator of {to}. Acknowledge it by telephone by {due_on}. Do not tell us where the "
        "victim lives now, nor who knows them there.",
        to=f"the coordinator of {to}",
    )


def _blocks(bundle: Bundle, pack: Pack, due_on: str) -> Iterator[Block]:
    yield Notice(
        "The person who harms must not learn of this conference, nor that the case came to you. "
        f"Please say by telephone by {due_on} that you have it, and later whether you list it."
    )
    if bundle.no_go:
        yield Heading("Must not be told")
        yield Facts(tuple((one.who, one.words or "No reason was written down.") for one in bundle.no_go))
        yield NewSheet()
    yield Heading("Where it stands")
    yield _facts(
        ("From", f"{bundle.sender}, where it is {bundle.reference}"),
        ("Why it comes", bundle.reason),
        ("Heard there", "Yes" if bundle.already_heard else "No"),
        ("On an agenda there that is out", "Yes" if bundle.agenda_out else "No"),
        ("Handover from IDVA to IDVA", bundle.handover),
        ("Orders and conditions", bundle.orders),
    )
    yield Heading("People")
    everybody = tuple(bundled_person(one, pack) for one in bundle.people)
    yield Table("Who is in the case", ("Name", "Part", "Born"), everybody)
    yield from _referral(bundle, pack)
    yield from _risks(bundle, pack)
    yield from _said(bundle)
    if bundle.actions:
        rows = tuple(
            (one.text, one.agency, day_words(one.due_on), one.state.replace("_", " ").capitalize())
            for one in bundle.actions
        )
        yield Heading("Actions")
        yield Table("What was agreed, and how far it is", ("Action", "Agency", "Due", "State"), rows)
    if bundle.papers:
        yield Heading("Papers")
        yield Para("Ask us for these; they are not in this pack.")
        yield Facts(tuple((one.title, day_words(one.meeting_on)) for one in bundle.papers))


def bundled_criteria(bundle: Bundle, pack: Pack) -> str:
    """The criteria by name; a code that this area does not know stays as it came."""
    names = {one.code: one.name for one in pack.processes[PROCESS].criteria.values()}
    return ", ".join(names.get(code, code) for code in bundle.referral.criteria)


def bundled_tool(instrument: str, pack: Pack) -> str:
    """The name of a risk tool, given as key@version; one that this area does not know stays as it came."""
    return pack.instruments[instrument].name if instrument in pack.instruments else instrument


def _referral(bundle: Bundle, pack: Pack) -> Iterator[Block]:
    one = bundle.referral
    yield Heading("What the victim wants")
    yield Para(one.wishes or "The referral does not say.")
    yield Heading("Referral")
    yield _facts(
        ("Referred", f"{day_words(one.referred_on)} by {one.agency}" if one.agency else day_words(one.referred_on)),
        ("Criteria", bundled_criteria(bundle, pack)),
        ("Why professional judgement", one.judgement_reason),
        ("What happened", one.reason),
        ("Latest incident", day_words(one.incident_on) if one.incident_on else ""),
        ("The victim knows of the referral", " ".join(filter(None, [_ANSWERS[one.aware], one.unaware_reason]))),
        ("The victim consented", _ANSWERS[one.consent]),
    )


def _risks(bundle: Bundle, pack: Pack) -> Iterator[Block]:
    if not bundle.risks:
        return
    yield Heading("Risk")
    rows = tuple(
        (
            bundled_tool(one.instrument, pack), "Not stated" if one.score is None else str(one.score),
            f"{_JUDGED[one.judged_high]}. {one.judgement_reason}".strip(),
            f"{day_words(one.assessed_on)}, {one.agency}",
        )
        for one in bundle.risks
    )  # fmt: skip
    yield Table("Assessments, the newest first", ("Tool", "Score", "Judgement", "When and by whom"), rows)


def _said(bundle: Bundle) -> Iterator[Block]:
    for said in bundle.research:
        yield Heading(f"{said.agency} said for {day_words(said.meeting_on)}")
        yield _facts(
            ("Risk to the victim", said.victim), ("Person who harms", said.harmer), ("Children", said.children),
            ("What the victim wants", said.wishes), ("Risk now", said.current_risk), ("Offered to do", said.offered),
        )  # fmt: skip
    for heard in bundle.minutes:
        yield Heading(f"Conference of {day_words(heard.meeting_on)}: {heard.outcome.lower()}")
        yield _facts(
            ("What the victim wants", heard.her_views), ("What was said", heard.discussion),
            ("Summary of the risk", heard.risk_summary),
        )  # fmt: skip


def bundled_person(one: BundledPerson, pack: Pack) -> tuple[str, str, str]:
    """Names, part with the tie to the victim, and date of birth of somebody in a transfer, as shown and printed."""
    names = [full_name(name.given, name.family) for name in one.names]
    ties = pack.relationships.relationships
    tie = f" ({ties[one.relationship].name})" if one.relationship in ties else ""
    unknown = "not born yet" if one.born_on_is_expected else "Not known"
    born = f"{'expected ' if one.born_on_is_expected else ''}{day_words(one.born_on)}" if one.born_on else unknown
    return ", also ".join(filter(None, names)) or "No name known", PartKind(one.part).label + tie, born


def _facts(*rows: Sequence[str]) -> Block:
    return Facts(tuple((key, text) for key, text in rows if text) or (("Said", "Nothing"),))
