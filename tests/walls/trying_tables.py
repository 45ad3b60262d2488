"""Tries every table as every standing, and says what is not as the policy table has it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import nullcontext

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor, ActorKind
from tests.walls.policy import case_there, roles, table
from tests.walls.standings import NO_APPOINTMENT, Staff, Standing, standing_so
from tests.walls.tables import COMMANDS, Subject, owns, subjects, tried
from tests.walls.walking import SEED, Report


def tried_all(staff: Staff, standings: Sequence[Standing], *, share: float) -> Report:
    """Every table × command as each of these standings, or a share of them that is the same on every run."""
    found, report = subjects(staff.world), Report()
    for standing in standings:
        drawn = random.Random(f"{SEED} {standing.name}")
        cells = [(one, command) for one in found for command in COMMANDS]
        if share < 1:
            cells = drawn.sample(cells, round(len(cells) * max(share, 0.1)))
        with standing_so(staff, standing) as so:
            actor = token_of(so)
            with acting_as(actor) if actor else nullcontext():
                for subject, command in cells:
                    judged(report, subject, command, so)
    return report


def token_of(standing: Standing) -> Actor | None:
    """Whom the application would sign a token for: whoever may not act gets one for their account at most."""
    if standing.role in ("account closed", "second factor missing") or standing.actor is None:
        return None
    if standing.role in NO_APPOINTMENT:
        return Actor(kind=ActorKind.PERSON, user_id=standing.actor.user_id)
    return standing.actor


def judged(report: Report, subject: Subject, command: str, standing: Standing) -> None:
    """Try one cell and write down what is wrong with what the database said."""
    cell, found = f"{standing.name}: {command} {subject.table}", tried(subject, command)
    report.cells += 1
    report.outcomes[found] += 1
    through, there = found == "let through", thing_there(subject, standing)
    if found.startswith("SQL state"):
        report.broken.append(f"{cell} ends in {found}")
    elif through and command not in subject.wall.commands:
        report.leaks.append(f"{cell} is let through, and nobody has that right")
    elif through and not (there or _open(subject, command, standing)):
        report.leaks.append(f"{cell} is let through, and its rows are not there")
    elif command == "SELECT" and through and not _reads(subject, standing):
        report.leaks.append(f"{cell} is let through, and the role does not read it")
    elif (
        command == "SELECT"
        and there
        and subject.count
        and not through
        and _reads(subject, standing)
        and _whole(subject)
    ):
        report.refusals.append(f"{cell}: {found}, and its rows are there")


def thing_there(subject: Subject, standing: Standing) -> bool:
    """Whether the rows are there for the standing at all, as the policy table has it."""
    match subject.about:
        case "the case":
            return case_there(standing.role, standing.relation)
        case "one agency" if _any_agency(subject, standing):
            return standing.relation != "other area"
        case "the area" | "one agency" | "one self":
            return standing.role not in NO_APPOINTMENT and owns(subject, standing)
        case "system" | "public":
            return True
        case _:
            return False


def _any_agency(subject: Subject, standing: Standing) -> bool:
    """Whether the standing's role has to do with rows of every agency of its area."""
    if subject.table in _words("the register of any agency"):
        return standing.role in roles("those who answer for data")
    return standing.role == "coordinator" and subject.table in _words("the coordinator of any agency")


def _words(key: str) -> list[str]:
    return str(table()["rows"][key]).split()


def _reads(subject: Subject, standing: Standing) -> bool:
    """Whether the standing's role is among those who read the table at all."""
    for who, tables in table()["rows"].get("read by", {}).items():  # type: ignore[attr-defined]
        if subject.table in str(tables).split():
            return standing.role in roles(who)
    return True


def _puts_in(subject: Subject, standing: Standing) -> bool:
    """Whether the standing's role is among those who write rows of the table that they do not read."""
    by: dict[str, object] = table()["rows"].get("put in by", {})  # type: ignore[assignment]
    return any(subject.table in str(tables).split() and standing.role in roles(who) for who, tables in by.items())


def _whole(subject: Subject) -> bool:
    """Whether everybody for whom the thing is there reads its rows; else some of them ask more than that."""
    return subject.table not in _words("not everybody's") and "SELECT" in subject.wall.commands


def _open(subject: Subject, command: str, standing: Standing) -> bool:
    if command == "SELECT" and subject.table in _words("anybody reads"):
        return True
    if command == "INSERT":
        anybody = subject.table in _words("anybody acting puts in") and standing.role not in NO_APPOINTMENT
        return anybody or (standing.relation != "other area" and _puts_in(subject, standing))
    return command == "SELECT" and subject.table in _words("one's own past") and standing.relation == "has left"
