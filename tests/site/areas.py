"""An invented area's rows, in words that no key is part of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from openccr.access.owning import as_walls
from openccr.accounts.models import User
from openccr.actions.models import Action, FlagReceipt
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import CaseFile, Exclusion, Grant, TimelineEntry
from openccr.conference.models import (
    AgendaSent,
    Attendance,
    EarlyHelp,
    Hearing,
    Meeting,
    NotMetProposal,
    ReceivedReference,
    Referral,
    Research,
)
from openccr.partnership.models import Agency, Appointment, Forum, Partnership
from openccr.people.models import (
    InterpreterNeed,
    Part,
    Person,
    PersonKey,
    PersonName,
    RecourseToFunds,
    SafeContact,
    Whereabouts,
)
from openccr.people.sealing import Vault
from openccr.risk.models import Assessment
from openccr.sharing.models import Disclosure, WithoutConsent

TODAY = date(2026, 11, 23)
"""A Monday in a week without a bank holiday."""

# Keys are drawn anew, references are random, and tokens hold keys.
LEFT_OUT = {
    "id", "reference", "reference_token", "content_token", "password", "created_at", "organisation_id", "sealed",
    "rule_sealed", "code", "name",
}  # fmt: skip
KEPT_NAMES = {"PersonName", "Attendance"}
# Adding people records the time of the act by the clock, not the time that is told.
BY_THE_CLOCK = {"person.added"}


class Area:
    """The rows of one area, read as the walls' role."""

    def __init__(self, code: str, *, domain: str) -> None:
        self.domain = domain
        with as_walls() as owner:
            self.id = Partnership.objects.using(owner).get(code=code).id
            self.rows = {model.__name__: rows for model, rows in self._read(owner)}
            self.vault = Vault(PersonKey.objects.using(owner).all())
        self.labels = self._labels()

    def _read(self, owner: str) -> Iterator[tuple[type[Model], list[Any]]]:
        for model in (Partnership,):
            yield model, list(model.objects.using(owner).filter(id=self.id))
        for model in (
            Agency,
            Appointment,
            Forum,
            CaseFile,
            Meeting,
            AgendaSent,
            Attendance,
            ReceivedReference,
            AuditEvent,
        ):
            yield model, list(model.objects.using(owner).filter(partnership_id=self.id))
        users = Appointment.objects.using(owner).filter(partnership_id=self.id).values("user_id")
        yield User, list(User.objects.using(owner).filter(id__in=users))
        for model in (
            Grant,
            Exclusion,
            TimelineEntry,
            Part,
            Referral,
            Hearing,
            Research,
            Action,
            FlagReceipt,
            Assessment,
            RecourseToFunds,
            WithoutConsent,
            Disclosure,
            NotMetProposal,
            EarlyHelp,
        ):
            yield model, list(model.objects.using(owner).filter(file__partnership_id=self.id))
        parts = Part.objects.using(owner).filter(file__partnership_id=self.id)
        people = set(parts.values_list("person_id", flat=True))
        emptied = Person.objects.using(owner).filter(merged_into_id__in=people)
        yield Person, [*Person.objects.using(owner).filter(id__in=people), *emptied]
        for model in (PersonName, Whereabouts, SafeContact, InterpreterNeed):
            yield model, list(model.objects.using(owner).filter(person_id__in=people))

    def _labels(self) -> dict[UUID, str]:
        """What each key stands for, in words."""
        rows = self.rows
        labels: dict[UUID, str] = {self.id: "area"}
        labels |= {row.id: row.kind for row in rows["Agency"]}
        labels |= {row.id: row.email.partition("@")[0] for row in rows["User"]}
        labels |= {row.id: labels.get(row.user_id, row.role) for row in rows["Appointment"]}
        labels |= {row.id: "forum" for row in rows["Forum"]}
        labels |= {row.id: f"meeting {row.on}" for row in rows["Meeting"]}
        references = {row.file_id: row.their_reference for row in rows["Referral"]}
        labels |= {row.id: references[row.id] for row in rows["CaseFile"]}
        labels |= {row.id: f"referral {row.their_reference}" for row in rows["Referral"]}
        labels |= self._people(labels)
        labels |= {row.id: f"{labels[row.file_id]} on {labels[row.meeting_id]}" for row in rows["Hearing"]}
        labels |= {row.id: f"{labels[row.hearing_id]} by {labels[row.agency_id]}" for row in rows["Research"]}
        labels |= {
            row.id: f"{labels[row.file_id]} {row.text} by {labels[row.agency_id]} until {row.due_on}"
            for row in rows["Action"]
        }
        labels |= {row.id: f"{labels[row.file_id]} flag of {labels[row.agency_id]}" for row in rows["FlagReceipt"]}
        labels |= {row.id: f"{labels[row.file_id]} score {row.score} {row.entered_at}" for row in rows["Assessment"]}
        labels |= {row.id: f"grounds of {labels[row.about_id]}" for row in rows["WithoutConsent"]}
        labels |= {row.id: f"help of {labels[row.file_id]}" for row in rows["EarlyHelp"]}
        return labels | {row.id: f"{labels[row.file_id]} without {labels[row.user_id]}" for row in rows["Exclusion"]}

    def _people(self, labels: dict[UUID, str]) -> dict[UUID, str]:
        parts: dict[UUID, list[str]] = {}
        for row in self.rows["Part"]:
            parts.setdefault(row.person_id, []).append(f"{labels[row.file_id]} {row.kind}")
        names: dict[UUID, list[str]] = {}
        for row in self.rows["PersonName"]:
            names.setdefault(row.person_id, []).append(f"{row.given} {row.family}")
        found = {}
        for row in self.rows["Person"]:
            key = row.merged_into_id or row.id
            said = (*sorted(parts[key]), *sorted(names.get(key, [])), str(row.born_on))
            found[row.id] = f"{'emptied ' if row.merged_into_id else ''}{said}"
        return found

    def told(self) -> dict[str, Counter[str]]:
        """Each table's rows in words, however often each."""
        return {
            model: Counter(str(sorted(self._row(row).items())) for row in rows if not _is_found(row))
            for model, rows in self.rows.items()
        }

    def _row(self, row: Model) -> dict[str, str]:
        said = {}
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            kept = field.attname == "name" and type(row).__name__ in KEPT_NAMES
            if field.attname in LEFT_OUT and not kept:
                continue
            if field.attname == "at" and getattr(row, "type", "") in BY_THE_CLOCK:
                continue
            said[field.attname] = self._value(value)
        for name in ("sealed", "rule_sealed"):
            if hasattr(row, name):
                said[name] = self.vault.unseal(getattr(row, name), person_id=row.person_id)  # type: ignore[attr-defined]
        return said

    def _value(self, value: Any) -> str:
        if isinstance(value, UUID):
            return self.labels.get(value, "a key")
        if isinstance(value, list):
            return str(sorted(self._value(_as_key(one)) for one in value))
        if isinstance(value, datetime):
            return value.isoformat()
        return str(value).replace(self.domain, "DOMAIN")


def _is_found(row: Model) -> bool:
    """Whom somebody kept out is held out of besides, the system finds as it runs (decision 0033): no story tells it."""
    return getattr(row, "type", "") == "conflict.held" or getattr(row, "held", False)


def _as_key(text: Any) -> Any:
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError):
        return text
