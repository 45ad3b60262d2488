"""Every table that leaves, read through the walls, with what is sealed opened as far as it was chosen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from openccr.access import sealing
from openccr.access.ours import our_apps
from openccr.conference.sealing import DETAIL, unseal_answers
from openccr.kernel.addresses import without_addresses
from openccr.leaving.rules import ADVISERS, LEFT_OUT, WHERE
from openccr.people.models import PersonKey
from openccr.people.sealing import Vault
from openccr.voice.codes import PURPOSE as ANONYMOUS

Value = str | int | float | bool | list[Any] | dict[str, Any] | None


@dataclass(frozen=True)
class Sealed:
    """How a sealed column is opened; `tells_where` when its words may say where somebody is."""

    opened: Callable[[Any, Vault], Value]
    tells_where: bool = True


def _of_person(column: str) -> Sealed:
    return Sealed(lambda row, vault: vault.unseal(bytes(getattr(row, column)), person_id=row.person_id))


def _of_file(purpose: str) -> Sealed:
    return Sealed(lambda row, _: sealing.unseal(bytes(row.sealed), purpose=purpose, owner=row.file_id).decode())


SEALED: dict[str, Sealed] = {
    "people.Whereabouts.sealed": _of_person("sealed"),
    "people.SafeContact.rule_sealed": _of_person("rule_sealed"),
    "people.ContactPlan.words_sealed": _of_person("words_sealed"),
    "people.DoNotContact.reason_sealed": _of_person("reason_sealed"),
    "people.ChildFacts.kept_out_sealed": _of_person("kept_out_sealed"),
    "people.Identifier.sealed": _of_person("sealed"),
    "people.RecourseToFunds.sealed": _of_person("sealed"),
    "sharing.AdviserNote.sealed": _of_file("adviser_note"),
    "conference.ReferralDetail.sealed": Sealed(
        lambda row, _: unseal_answers(row.sealed, purpose=DETAIL, owner=row.file_id)
    ),
    "conference.TransferOrigin.sealed": Sealed(
        lambda row, _: json.loads(sealing.unseal(bytes(row.sealed), purpose="transfer origin", owner=row.file_id))
    ),
    "conference.ArrivedTransfer.sealed": Sealed(
        lambda row, _: json.loads(sealing.unseal(bytes(row.sealed), purpose="arrived transfer", owner=row.id))
    ),
    "voice.Message.sealed": Sealed(
        lambda row, _: sealing.unseal(bytes(row.sealed), purpose=ANONYMOUS, owner=row.id).decode()
    ),
}
"""Every sealed column of a table that leaves. What may say where somebody is leaves with whereabouts alone."""


OTHERWISE = {
    "people.Person": (
        "SELECT p.* FROM people_person p UNION SELECT e.* FROM people_recognition r"
        " CROSS JOIN LATERAL openccr.emptied_by(r.id) e ORDER BY 1"
    ),
    "casefiles.Grant": (
        "SELECT g.* FROM casefiles_casefile c CROSS JOIN LATERAL openccr.grants_on(c.id) g ORDER BY g.id"
    ),
}
"""Tables of which the wall shows less than whoever manages the files may know: others' grants, and people who were
put together with somebody else and have no part of their own any more."""


@dataclass(frozen=True)
class Table:
    """One table as it leaves."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> Iterator[dict[str, Value]]:
        """Each row by the names of its columns."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


def leaving(*, whereabouts: bool) -> list[type[models.Model]]:
    """The models whose tables leave, by name."""
    labels = {config.label for config in our_apps()}
    every = [model for model in apps.get_models() if model._meta.app_label in labels]
    stays = {*LEFT_OUT, *ADVISERS, *(() if whereabouts else WHERE)}
    return sorted((one for one in every if one._meta.label not in stays), key=lambda one: one._meta.label)


def read_table(model: type[models.Model], *, whereabouts: bool) -> Table:
    """What the current actor sees of a table. A sealed column that is not taken is left out altogether.

    Without whereabouts, what looks like an address is held back from the free text of cases too.
    """
    fields = [field for field in model._meta.concrete_fields if _taken(model, field, whereabouts=whereabouts)]
    if model._meta.label in OTHERWISE:
        rows = iter(model._default_manager.raw(OTHERWISE[model._meta.label]))
    else:
        rows = model._default_manager.order_by("pk").iterator(chunk_size=2_000)
    sealed = any(isinstance(field, models.BinaryField) for field in fields)
    vault = Vault(PersonKey.objects.all() if sealed else ())
    of_cases = {"file", "person"} & {field.name for field in fields}
    held_back = not whereabouts and bool(of_cases)
    return Table(
        name=model._meta.label,
        columns=tuple(field.attname for field in fields),
        rows=tuple(tuple(_told(_value(model, field, row, vault), held_back) for field in fields) for row in rows),
    )


def _told(value: Value, held_back: bool) -> Value:
    """A value as it leaves: where places are held back, without what looks like one, in an answer's words too."""
    if not held_back:
        return value
    if isinstance(value, dict):
        return {key: _told(one, held_back) for key, one in value.items()}
    if isinstance(value, list):
        return [_told(one, held_back) for one in value]
    return without_addresses(value) if isinstance(value, str) else value


def _taken(model: type[models.Model], field: models.Field[Any, Any], *, whereabouts: bool) -> bool:
    if not isinstance(field, models.BinaryField):
        return not field.attname.endswith(("_token", "_hash")) and field.attname not in ("match", "near")
    return whereabouts or not SEALED[f"{model._meta.label}.{field.name}"].tells_where


def _value(model: type[models.Model], field: models.Field[Any, Any], row: models.Model, vault: Vault) -> Value:
    if isinstance(field, models.BinaryField):
        return SEALED[f"{model._meta.label}.{field.name}"].opened(row, vault)
    return _plain(getattr(row, field.attname))


def _plain(value: Any) -> Value:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def read_tables(names: Sequence[str], *, whereabouts: bool) -> list[Table]:
    """Tables by their names, for the adviser's part."""
    return [read_table(apps.get_model(name), whereabouts=whereabouts) for name in names]
