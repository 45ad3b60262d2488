"""The rows of sharing a case: why without consent, and the ledger's line for each agency invited."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from openccr.conference.models import Hearing, Meeting, Research
from openccr.conference.operations.research import SAID, SHOWN_TO, WHY_SHOWN, kinds_of
from openccr.conference.rules.submissions import NO_NECESSITY
from openccr.kernel.days import day_words
from openccr.sharing.models import Disclosure, WithoutConsent
from openccr.sharing.rules.ways import Way, covered_by
from openccr.site.demo import acts
from openccr.site.demo.told import Memory, Told


def justify(memory: Memory, told: Told, act: acts.Justified) -> None:
    """Why the referral is shared without consent is written down."""
    ledger, grounds, by = memory.ledger, act.grounds, memory.ledger.place.actor(act.by)
    row = WithoutConsent(
        id=ledger.ids.id(), file_id=told.file.id, about_id=told.referral.id, law=list(grounds.law),
        necessity=grounds.necessity, proportionality=grounds.proportionality, told=grounds.told.value,
        why_not_told=grounds.why_not_told, decided_by=by.appointment, decided_by_name=by.name, at=act.at,
    )  # fmt: skip
    told.grounds = row
    told.referral.gaps = [gap for gap in told.referral.gaps if gap != str(NO_NECESSITY)]  # nobody is asked any more
    ledger.add(row)
    sentence = "Why it is shared without consent was written down"
    ledger.note(by=act.by, file_id=told.file.id, kind="sharing", sentence=sentence, at=act.at, about_id=row.id)
    subjects = [told.referral.id, row.id]
    ledger.record("sharing.without_consent", by=act.by, at=act.at, file_id=told.file.id, subjects=subjects)


def share(memory: Memory, told: Told, act: acts.Listed, meeting: Meeting, hearing: Hearing) -> None:
    """A line of the ledger for each agency invited but the coordinator's own."""
    invited = {told.submission.agency.id, *(memory.ledger.place.agencies[kind].id for kind in act.asked)}
    others = sorted(invited - {memory.ledger.place.actor(act.by).agency})
    why = f"Conference of {day_words(meeting.on)}"
    _lines(memory, told, act, others, why=why, event="CaseListed", event_id=hearing.id)


def share_to_decide(memory: Memory, told: Told, act: acts.NotMetProposed) -> None:
    """A line for the agency of whoever is asked to decide second."""
    agency = memory.ledger.place.agency_of(act.second).id
    _lines(
        memory, told, act, [agency], why="Second decision on a referral", event="SecondAsked",
        event_id=told.referral.id,
    )  # fmt: skip


def show_research(memory: Memory, told: Told, act: acts.Researched, row: Research) -> None:
    """A line for what an agency knows, shown to those of the conference: it rests on the line of the listing."""
    ledger, usual, grounds = memory.ledger, memory.pack.law.usual["marac"], told.grounds
    by, kinds = ledger.place.actor(act.by), kinds_of({name: getattr(row, name) for name in SAID})
    line = Disclosure(
        id=ledger.ids.id(), file_id=told.file.id, way=Way.RESEARCH, outside=SHOWN_TO, people=_people(told),
        kinds=list(kinds), law=list(grounds.law if grounds else usual.law), why=WHY_SHOWN,
        consent=told.referral.consent, grounds_id=grounds.id if grounds else None,
        outside_agreement=covered_by((), giver=by.agency, recipient=None, kinds=kinds, today=act.at.date())[1],
        decided_by=by.appointment, decided_by_name=by.name, at=act.at, arises_from=Way.RESEARCH.value,
        arises_from_id=row.id,
    )  # fmt: skip
    ledger.add(line)
    ledger.record("sharing.let_out", by=act.by, at=act.at, file_id=told.file.id, subjects=[line.id])


def _people(told: Told) -> list[str]:
    """Everybody with a part in the case now."""
    every = (one.part for of_a_kind in told.people.values() for one in of_a_kind)
    return sorted(str(part.person_id) for part in every if part.until_on is None)


def _lines(
    memory: Memory, told: Told, act: acts.Act, others: Sequence[UUID], *, why: str, event: str, event_id: UUID
) -> None:
    ledger, usual, grounds = memory.ledger, memory.pack.law.usual["marac"], told.grounds
    by, law = ledger.place.actor(act.by), grounds.law if grounds else usual.law
    ledger.add(
        *(
            Disclosure(
                id=ledger.ids.id(), file_id=told.file.id, agency_id=agency_id, kinds=list(usual.kinds), law=list(law),
                why=why, consent=told.referral.consent, grounds_id=grounds.id if grounds else None,
                decided_by=by.appointment, decided_by_name=by.name, at=act.at, arises_from=event,
                arises_from_id=event_id, people=_people(told),
                outside_agreement=covered_by(
                    (), giver=by.agency, recipient=agency_id, kinds=usual.kinds, today=act.at.date()
                )[1],
            )
            for agency_id in others
        )
    )  # fmt: skip
    ledger.record("sharing.shared", by=act.by, at=act.at, file_id=told.file.id, subjects=others)
