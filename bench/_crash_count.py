"""What became of each thing that was sent, asked of the tables alone after the last kill."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field

import psycopg

from bench._crash_service import SETTINGS, Service
from bench._crash_writers import Act
from openccr.site.environment import ROOT


@dataclass
class Outcome:
    """What came of it, each kind of trouble apart."""

    kills: Counter[str] = field(default_factory=Counter)
    back: dict[str, list[float]] = field(default_factory=dict)
    """Seconds until all was well again, by what was killed."""
    not_restarted: int = 0
    sent: int = 0
    acknowledged: int = 0
    not_acknowledged: int = 0
    sent_again: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    half_written: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    checksum_failures: int = 0
    damaged: str = ""
    audit: str = ""
    before: dict[str, int] = field(default_factory=dict)
    """Rows with something missing before anything was sent."""


ROWS = {
    "assessment": """
        SELECT a.id::text, r.word, e.id IS NOT NULL
            AND (SELECT count(*) FROM audit_auditseal s WHERE s.event_id = e.id) = 1
            AND EXISTS (SELECT FROM ui_receipt u WHERE u.key = r.key) AND jsonb_typeof(a.answers) = 'object'
        FROM risk_assessment a JOIN crash_words r ON a.judgement_reason LIKE '%' || r.word || '%'
        LEFT JOIN audit_auditevent e ON e.type = 'risk.assessed' AND e.subjects ? a.id::text
        WHERE r.kind = 'assessment'""",
    "referral": """
        SELECT f.id::text, r.word, EXISTS (SELECT FROM people_part p WHERE p.file_id = f.file_id)
            AND EXISTS (SELECT FROM casefiles_casefile c WHERE c.id = f.file_id)
            AND EXISTS (SELECT FROM casefiles_grant g WHERE g.file_id = f.file_id)
            AND EXISTS (SELECT FROM audit_auditevent e JOIN audit_auditseal s ON s.event_id = e.id
                        WHERE e.file_id = f.file_id)
            AND EXISTS (SELECT FROM ui_givenanswer u WHERE u.key = r.key AND u.status IS NOT NULL)
        FROM conference_referral f JOIN crash_words r ON f.their_reference = r.word WHERE r.kind = 'referral'""",
}
"""Every row that came of what was sent, with whether all that belongs to it is there."""
ORPHANS = {
    "people without a name": "SELECT count(*) FROM people_person p WHERE NOT EXISTS"
    " (SELECT FROM people_personname n WHERE n.person_id = p.id)",
    "files without a grant": "SELECT count(*) FROM casefiles_casefile c WHERE NOT EXISTS"
    " (SELECT FROM casefiles_grant g WHERE g.file_id = c.id)",
    "acts that were never sealed": "SELECT count(*) FROM audit_auditevent e WHERE NOT EXISTS"
    " (SELECT FROM audit_auditseal s WHERE s.event_id = e.id)",
    "keys that were taken without an answer": "SELECT count(*) FROM ui_givenanswer WHERE status IS NULL",
}


def orphans(service: Service) -> dict[str, int]:
    """Rows with something missing that every such row has."""
    with service.admin() as connection:
        return {what: row[0] for what, query in ORPHANS.items() for row in connection.execute(query)}


def count(service: Service, acts: list[Act], outcome: Outcome) -> None:
    """Ask the tables, as their superuser, what became of each act."""
    outcome.sent, outcome.acknowledged = len(acts), sum(act.taken for act in acts)
    outcome.not_acknowledged = sum(not act.taken and not act.refused for act in acts)
    outcome.sent_again = sum(act.sent > 1 for act in acts)
    outcome.refused = Counter(act.refused for act in acts if act.refused)
    with service.admin() as connection:
        connection.execute("CREATE TEMP TABLE crash_words (kind text, word text, key text)")
        with connection.cursor() as cursor, cursor.copy("COPY crash_words FROM STDIN") as copy:
            for act in acts:
                copy.write_row((act.kind, act.word, act.key))
        found: dict[str, list[bool]] = {}
        for query in ROWS.values():
            for _, word, whole in connection.execute(query):
                found.setdefault(word, []).append(bool(whole))
        for act in acts:
            rows = found.get(act.word, [])
            if act.taken and not rows:
                outcome.lost.append(act.word)
            if len(rows) > 1:
                outcome.doubled.append(act.word)
            if act.refused and rows:
                outcome.doubled.append(f"{act.word}: refused and there")
            if rows and not all(rows):
                outcome.half_written.append(act.word)
        for what, number in orphans(service).items():
            if number > outcome.before[what]:
                outcome.half_written.append(f"{number - outcome.before[what]} {what}")
        for name in SETTINGS:
            row = connection.execute(f"SHOW {name}").fetchone()
            outcome.settings[name] = row[0] if row else ""
        row = connection.execute("SELECT coalesce(sum(checksum_failures), 0) FROM pg_stat_database").fetchone()
        outcome.checksum_failures = int(row[0]) if row else -1
        outcome.damaged = _damaged(connection)
    done = subprocess.run(
        [sys.executable, "-m", "openccr", "audit", "verify"],
        env=service.environment(), cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    outcome.audit = "holds" if done.returncode == 0 else (done.stdout + done.stderr)[-300:]


def _damaged(connection: psycopg.Connection) -> str:
    """What amcheck finds wrong in tables and indexes; empty when nothing is, and a word when it is not there."""
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
    except psycopg.Error:
        return "amcheck is not there"
    try:
        connection.execute(
            "SELECT bt_index_parent_check(i.indexrelid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'btree' AND c.relnamespace = 'public'::regnamespace"
            " AND i.indisvalid AND c.relpersistence = 'p'"
        )
        rows = connection.execute(
            "SELECT c.relname, v.msg FROM pg_class c, verify_heapam(c.oid) v"
            " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace LIMIT 3"
        ).fetchall()
    except psycopg.Error as error:
        return str(error).splitlines()[0]
    finally:
        connection.execute("DROP EXTENSION IF EXISTS amcheck")
    return "; ".join(f"{name}: {words}" for name, words in rows)
