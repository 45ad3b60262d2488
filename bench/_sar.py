"""Plants words into a case for the subject-access measurement: its subject's own, and a canary in every other field."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

VOWELS, CONSONANTS = "aeiou", "bdfgklmnprtvz"
NAMES_OF_STAFF = ("name", "_by", "by", "signatory", "worker", "to_whom", "source", "said_by", "reference")
"""Endings of fields that name whoever wrote or told: who told us is in no bundle."""


@dataclass
class Planted:
    """What was planted in one case.

    Args:
        own: sentences that are the subject's and must come out.
        canaries: words of which none may come out.
        fields: the fields that were written to.
    """

    own: list[str] = field(default_factory=list)
    canaries: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)


class Planter:
    """Writes into one case as the walls' role; what it writes is decided by its seed alone."""

    def __init__(self, seed: int, *, subject_part: str, hostile: bool, parent: bool) -> None:
        self.choose = random.Random(seed)
        self.part, self.hostile, self.parent = subject_part, hostile, parent
        self.planted = Planted()

    def word(self, *, capital: bool = False) -> str:
        """A word that stands in no dictionary."""
        letters = "".join(self.choose.choice(CONSONANTS) + self.choose.choice(VOWELS) for _ in range(5))
        return (letters + self.choose.choice("qx")).capitalize() if capital else letters + self.choose.choice("qx")

    def canary(self, *, capital: bool = False) -> str:
        """A word that must not come out."""
        found = self.word(capital=capital)
        self.planted.canaries.add(found.casefold())
        return found

    def number(self) -> str:
        """A number of telephone that must not come out."""
        found = f"07700 900{self.choose.randrange(1000):03d}"
        self.planted.canaries.add(found.replace(" ", ""))
        return found

    def others_sentence(self, name: str, *, named: bool) -> str:
        """A sentence about somebody else; `named` when it must say so itself, since both may stand there."""
        other_pronoun = "She" if self.part == "harmer" else "He"
        shapes = [
            f"{name} spoke of the {self.canary()} then.",
            f"A neighbour, {self.canary(capital=True)}, saw the {self.canary()}.",
            f"{other_pronoun} is afraid of the {self.canary()}.",
            f"Call the clinic on {self.number()} about the {self.canary()}.",
            f"It happened at {self.choose.randrange(1, 99)} {self.canary(capital=True)} Road.",
            f"Her mother told {self.canary(capital=True)} about it.",
            f"Write to {self.canary()}@{self.canary()}.example about the visit.",
        ]
        return self.choose.choice(
            shapes if named else [*shapes, f"Seen at the {self.canary()} twice.", f"The {self.canary()} helps."]
        )

    def own_sentence(self, given: str, *, named: bool) -> str:
        """A sentence that is the subject's."""
        pronoun = "He" if self.part == "harmer" else "She"
        who = given if named or self.choose.random() < 0.5 else pronoun
        return f"{who} went to the {self.word()} course on {self.choose.randrange(1, 28)} March."


def plant(planter: Planter, *, using: str, file_id: UUID, subject: UUID, given: str) -> Planted:
    """Fill every searched field of the case, and every other field of words in it, by the closed list."""
    from django.apps import apps

    from openccr.people.models import Part, PersonName
    from openccr.subjectaccess.rules.not_searched import NOT_SEARCHED
    from openccr.subjectaccess.rules.sources import TABLES

    parts = list(Part.objects.using(using).filter(file_id=file_id))
    others = {}
    for one in PersonName.objects.using(using).filter(person_id__in=[part.person_id for part in parts]):
        if one.person_id != subject:
            one.given = others[one.person_id] = planter.canary(capital=True)
            one.given_key = one.given.upper()
            PersonName.objects.using(using).filter(id=one.id).update(given=one.given, given_key=one.given_key)
    name = next(iter(others.values()), "Somebody")
    for label, table in TABLES.items():
        if label == "people.PersonName":
            continue
        model = apps.get_model(label)
        for row in _rows(model, using, file_id, [part.person_id for part in parts], subject):
            _fill_searched(planter, label, table, row, using, given=given, name=name, subject=subject, parts=parts)
    for label in NOT_SEARCHED:
        if not label.startswith(("subjectaccess.", "people.PersonKey", "casefiles.CaseFile", "people.Whereabouts")):
            _fill_rest(planter, apps.get_model(label), using, file_id)
    return planter.planted


def _rows(model: Any, using: str, file_id: UUID, people: list[UUID], subject: UUID) -> Iterator[Any]:
    names = {one.name for one in model._meta.concrete_fields}
    mine = {"file_id": file_id} if "file" in names else {"person_id__in": people}
    found = list(model._default_manager.using(using).filter(**mine)[:6])
    if not found and (made := _made(model, using, file_id, subject)):
        found = [made]
    yield from found


def _made(model: Any, using: str, file_id: UUID, subject: UUID) -> Any | None:
    """A row of a table of which the case has none, as far as what it points at is there."""
    from django.db import DatabaseError, models, transaction
    from django.utils import timezone

    given: dict[str, Any] = {}
    for one in model._meta.concrete_fields:
        if one.primary_key or one.null or one.has_default():
            continue
        if one.is_relation:
            given[one.attname] = _pointed_at(one, using, file_id, subject)
            if given[one.attname] is None:
                return None
        elif isinstance(one, models.UUIDField):
            given[one.attname] = uuid4()
        elif isinstance(one, models.DateTimeField):
            given[one.attname] = timezone.now()
        elif isinstance(one, models.DateField):
            given[one.attname] = timezone.localdate()
        elif isinstance(one, models.BooleanField):
            given[one.attname] = False
        elif isinstance(one, models.JSONField):
            given[one.attname] = {}
        elif isinstance(one, models.IntegerField):
            given[one.attname] = 1
        elif isinstance(one, models.BinaryField):
            given[one.attname] = b""
        else:
            given[one.attname] = (one.choices[0][0] if one.choices else "x")[: one.max_length]
    try:
        with transaction.atomic(using=using):
            row = model(**given)
            row.save(using=using, force_insert=True)
            return row
    except DatabaseError:
        return None


def _pointed_at(one: Any, using: str, file_id: UUID, subject: UUID) -> UUID | None:
    target = one.related_model
    label = target._meta.label
    if label == "casefiles.CaseFile":
        return file_id
    if label == "people.Person":
        return subject
    names = {column.name for column in target._meta.concrete_fields}
    rows = target._default_manager.using(using)
    found: UUID | None = (
        (rows.filter(file_id=file_id) if "file" in names else rows).values_list("pk", flat=True).first()
    )
    return found


def _fill_searched(
    planter: Planter,
    label: str,
    table: Any,
    row: Any,
    using: str,
    *,
    given: str,
    name: str,
    subject: UUID,
    parts: list[Any],
) -> None:
    from openccr.conference.sealing import DETAIL, seal_answers
    from openccr.subjectaccess.rules.fields import Whose
    from openccr.subjectaccess.rules.tagging import Source

    changed: dict[str, Any] = {}
    kinds = {"victim": Whose.VICTIM, "harmer": Whose.HARMER, "child": Whose.CHILD}
    alone = sum(part.kind == planter.part for part in parts) == 1
    faces = {"victim": "victim", "harmer": "perpetrator", "child": "children"}
    for field_name, kind in table.words.items():
        theirs = (
            row.person_id == subject if kind.whose is Whose.ROW
            else alone and kind.whose is kinds[planter.part] if kind.whose in kinds.values()
            else alone and row.faces == faces[planter.part] if kind.whose is Whose.FACES
            else None
        )  # fmt: skip
        kept = (
            kind.confidential
            or planter.parent
            or (planter.hostile and kind.source in (Source.PLAN, Source.PROCESS, Source.THIRD_PARTY))
        )
        length = row._meta.get_field(field_name).max_length or 2000
        found: list[str] = []
        if theirs is not False:
            own = planter.own_sentence(given, named=theirs is None)
            found.append(own)
            if kept:
                planter.planted.canaries.add(own.split(" the ")[1].split()[0])
            else:
                planter.planted.own.append(own)
        for _ in range(2):
            sentence = planter.others_sentence(name, named=theirs is not False)
            if len(" ".join([*found, sentence])) <= length:
                found.append(sentence)
        changed[field_name] = " ".join(found)[:length]
        planter.planted.fields.add(f"{label}.{field_name}")
    others = " ".join(planter.others_sentence(name, named=True) for _ in range(3))
    if table.answers:
        changed[table.answers] = {"1": {"answer": "yes", "note": others, "source": ""}}
    if table.sealed:
        changed[table.sealed] = seal_answers({"words": others}, purpose=DETAIL, owner=row.file_id)
    changed |= _staff(planter, row, table.without)
    if changed:
        row._meta.model._default_manager.using(using).filter(pk=row.pk).update(**changed)


def _staff(planter: Planter, row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    from django.db import models

    found = {}
    for name in names:
        one = row._meta.get_field(name)
        fits = isinstance(one, models.CharField) and not one.choices and (one.max_length or 0) >= 60 and not one.unique
        if fits and name.endswith(NAMES_OF_STAFF):
            found[name] = planter.canary(capital=True)
    return found


def _fill_rest(planter: Planter, model: Any, using: str, file_id: UUID) -> None:
    from django.db import models

    if "file" not in {one.name for one in model._meta.concrete_fields}:
        return
    for row in model._default_manager.using(using).filter(file_id=file_id)[:6]:
        changed = {
            one.name: f"About the {planter.canary()}."
            for one in model._meta.concrete_fields
            if isinstance(one, models.TextField) and not one.choices and not one.unique
        }
        if changed:
            model._default_manager.using(using).filter(pk=row.pk).update(**changed)


def whereabouts(planter: Planter, people: list[UUID]) -> None:
    """Where everybody is, sealed as the application seals it; called as somebody who sees them."""
    from openccr.people.models import Whereabouts
    from openccr.people.sealing import Vault, match_token

    vault = Vault.of(people)
    rows = []
    for person in people:
        for kind, text in (("address", f"{planter.canary(capital=True)} House"), ("phone", planter.number())):
            sealed = vault.seal(text, person_id=person)
            rows.append(
                Whereabouts(
                    person_id=person, kind=kind, sealed=sealed, match=match_token(text), from_on=date(2026, 1, 1)
                )
            )
    vault.write()
    Whereabouts.objects.bulk_create(rows)
