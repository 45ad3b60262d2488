"""Fourteen kinds of tampering with the audit, as a superuser of the database does it who knows how it is made."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

LAST = "SELECT max(number) FROM audit_auditseal WHERE partnership_id = %s"
EVENT = "(SELECT event_id FROM audit_auditseal WHERE partnership_id = %(chain)s AND number = %(number)s)"


@dataclass
class Case:
    """One tampering: on which connection, in which chain, at which row of how many."""

    run: Callable[..., Any]
    chain: str
    other: str
    number: int
    last: int
    dice: random.Random

    def at(self, statement: str, **more: object) -> None:
        """Run a statement on the row."""
        self.run(
            statement, {"chain": self.chain, "number": self.number, "other": self.other, "last": self.last, **more}
        )

    def hash_again(self, start: int, *, head: bool = True) -> None:
        """Seal every row from `start` on anew, as the trigger would have, head and all."""
        before = self.run(
            "SELECT hash FROM audit_auditseal WHERE partnership_id = %s AND number = %s", [self.chain, start - 1]
        ).fetchone()
        digest = bytes(before[0]) if before else b""
        rows = self.run(
            "SELECT s.id, openccr.audit_text(e, s.sealed_at) FROM audit_auditseal s JOIN audit_auditevent e"
            " ON e.id = s.event_id WHERE s.partnership_id = %s AND s.number >= %s ORDER BY s.number",
            [self.chain, start],
        ).fetchall()
        for seal, text in rows:
            digest = sha256(digest + text.encode()).digest()
            self.run("UPDATE audit_auditseal SET hash = %s WHERE id = %s", [digest, seal])
        if head:
            self.run(
                "UPDATE audit_audithead SET hash = %s, number = (SELECT max(number) FROM audit_auditseal WHERE"
                " partnership_id = %s) WHERE partnership_id = %s",
                [digest, self.chain, self.chain],
            )

    def cut(self, after: int) -> None:
        """Cut the tail off, and set the head to what is left."""
        self.run(
            "DELETE FROM audit_auditevent WHERE id IN (SELECT event_id FROM audit_auditseal WHERE partnership_id = %s"
            " AND number > %s)",
            [self.chain, after],
        )
        self.run("DELETE FROM audit_auditseal WHERE partnership_id = %s AND number > %s", [self.chain, after])
        self.run(
            "UPDATE audit_audithead h SET number = s.number, hash = s.hash FROM audit_auditseal s WHERE"
            " s.partnership_id = %(c)s AND h.partnership_id = %(c)s AND s.number = %(n)s",
            {"c": self.chain, "n": after},
        )

    def renumber(self, start: int, by: int) -> None:
        """Move the numbers from `start` on, past the constraint that each is there once."""
        given = {"chain": self.chain, "start": start, "by": by}
        self.run(
            "UPDATE audit_auditseal SET number = -(number + %(by)s)"
            " WHERE partnership_id = %(chain)s AND number >= %(start)s",
            given,
        )
        self.run("UPDATE audit_auditseal SET number = -number WHERE partnership_id = %(chain)s AND number < 0", given)


def edit(case: Case) -> int:
    field, value = case.dice.choice(
        [("purpose", "'looked for nothing'"), ("role", "'chair'"), ("user_id", "gen_random_uuid()"),
         ("subjects", "'[]'"), ("fields", "'[\"a\"]'"), ("type", "'case.opened'"), ("at", "at - interval '1 day'"),
         ("file_id", "gen_random_uuid()"), ("agency_id", "gen_random_uuid()")]
    )  # fmt: skip
    case.at(f"UPDATE audit_auditevent SET {field} = {value} WHERE id = {EVENT}")
    return case.number


def delete(case: Case) -> int:
    case.at(f"DELETE FROM audit_auditevent WHERE id = {EVENT}")
    if case.dice.random() < 0.5:
        case.at("DELETE FROM audit_auditseal WHERE partnership_id = %(chain)s AND number = %(number)s")
    return case.number


def _invented(case: Case) -> str:
    made = str(uuid4())
    case.at(
        "INSERT INTO audit_auditevent (id, at, type, partnership_id, role, purpose, subjects, fields)"
        " VALUES (%(made)s, now(), 'case.read', %(chain)s, 'chair', 'invented', '[]', '[]')",
        made=made,
    )
    return made


def insert(case: Case) -> int:
    made = _invented(case)
    case.renumber(case.number, 1)
    case.at(
        "INSERT INTO audit_auditseal (partnership_id, number, event_id, sealed_at, hash)"
        " VALUES (%(chain)s, %(number)s, %(made)s, now(), sha256('x'))",
        made=made,
    )
    return case.number


def swap(case: Case) -> int:
    other = case.number + 1
    given = {"chain": case.chain, "a": case.number, "b": other}
    for old, new in ((case.number, -1), (other, case.number), (-1, other)):
        case.run(
            "UPDATE audit_auditseal SET number = %(new)s WHERE partnership_id = %(chain)s AND number = %(old)s",
            {**given, "old": old, "new": new},
        )
    return case.number


def tail_cut(case: Case) -> int:
    case.cut(case.number)
    return case.number + 1


def hash_again(case: Case) -> int:
    case.at(f"UPDATE audit_auditevent SET purpose = 'another' WHERE id = {EVENT}")
    case.hash_again(case.number)
    return case.number


def rebuild(case: Case) -> int:
    case.run("UPDATE audit_auditevent SET role = 'lead' WHERE partnership_id = %s AND role <> ''", [case.chain])
    case.hash_again(1)
    return 1


def roll_back(case: Case) -> int:
    """An older copy of the whole database, in which people have gone on working since."""
    case.cut(case.number)
    for _ in range(case.last - case.number + case.dice.randint(0, 5)):
        made = _invented(case)
        case.at(
            "INSERT INTO audit_auditseal (partnership_id, number, event_id, sealed_at, hash) SELECT %(chain)s,"
            " max(number) + 1, %(made)s, clock_timestamp(), '' FROM audit_auditseal WHERE partnership_id = %(chain)s",
            made=made,
        )
    case.hash_again(case.number + 1)
    return case.number + 1


def trigger_off(case: Case) -> int:
    _invented(case)
    return case.last + 1


def clock_moved(case: Case) -> int:
    case.at("UPDATE audit_auditseal SET sealed_at = sealed_at - interval '3 days' WHERE partnership_id = %(chain)s"
            " AND number = %(number)s")  # fmt: skip
    if case.dice.random() < 0.5:
        case.hash_again(case.number)
    return case.number


def gap_filled(case: Case) -> int:
    delete_whole = "DELETE FROM audit_auditseal WHERE partnership_id = %(chain)s AND number = %(number)s"
    case.at(f"DELETE FROM audit_auditevent WHERE id = {EVENT}")
    case.at(delete_whole)
    case.renumber(case.number + 1, -1)
    case.hash_again(case.number)
    return case.number


def other_tenant(case: Case) -> int:
    """The row belongs to another partnership now, sealed there at the end; here the gap is closed."""
    row = case.run(f"SELECT {EVENT}", {"chain": case.chain, "number": case.number}).fetchone()
    case.run("UPDATE audit_auditevent SET partnership_id = %s WHERE id = %s", [case.other, row[0]])
    case.run(
        "UPDATE audit_auditseal SET partnership_id = %(to)s, number = (SELECT coalesce(max(number), 0) + 1 FROM"
        " audit_auditseal WHERE partnership_id = %(to)s) WHERE event_id = %(event)s",
        {"to": case.other, "event": row[0]},
    )
    case.renumber(case.number + 1, -1)
    case.hash_again(case.number)
    Case(case.run, case.other, case.chain, 1, 1, case.dice).hash_again(1)
    return case.number


def anchor_replay(case: Case) -> int:
    """The tail is cut, and in the one place of anchors that can be reached the newest are taken away."""
    case.cut(case.number)
    return case.number + 1


def other_words(case: Case) -> int:
    """The same letters in other fields: a hash of texts merely put together would be the same."""
    how = case.dice.choice(
        ["purpose = purpose || role, role = ''", "purpose = '', role = left(role || purpose, 30)",
         "fields = '[null]'", "subjects = subjects || '[\"\"]'::jsonb", "purpose = purpose || ' '",
         "purpose = purpose || E'\\u200b'", "type = upper(type)"]
    )  # fmt: skip
    case.at(f"UPDATE audit_auditevent SET {how} WHERE id = {EVENT}")
    return case.number


KINDS: dict[str, Callable[[Case], int]] = {
    "edit": edit, "delete": delete, "insert": insert, "swap": swap, "tail cut": tail_cut,
    "hashed anew from a row": hash_again, "whole chain rebuilt": rebuild, "older copy worked on": roll_back,
    "trigger off": trigger_off, "clock moved": clock_moved, "gap filled": gap_filled,
    "moved to another area": other_tenant, "anchors of one place taken away": anchor_replay,
    "same letters, other fields": other_words,
}  # fmt: skip
"""Kind → what does it, answering the number of the first row that is wrong then."""
