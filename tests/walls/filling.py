"""A row in every table that the world's operations left empty, so that each wall has something to hide."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connections, models, transaction
from django.utils import timezone

from openccr.access.models import Walled
from openccr.access.owning import as_walls
from tests.walls.world import World

ROUNDS = 3
"""A row may need one of another table that is empty as well."""


def fill(world: World) -> list[str]:
    """Write the rows as the owner. Returns the tables that stay empty: they ask more than this knows."""
    empty = []
    for _ in range(ROUNDS):
        empty = []
        for model in apps.get_models():
            if not issubclass(model, Walled):
                continue
            with as_walls() as owner:
                if model._default_manager.using(owner).exists():
                    continue
                if not _put(model, world, owner):
                    empty.append(model._meta.db_table)
    return empty


def _put(model: type[models.Model], world: World, owner: str) -> bool:
    try:
        with transaction.atomic(using=owner), connections[owner].cursor() as cursor:
            row = model(
                **{one.attname: _value(one, world, owner) for one in model._meta.concrete_fields if _asked(one)}
            )
            row.save(using=owner, force_insert=True)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what COMMIT does
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return True
    except (DatabaseError, ValueError, LookupError, TypeError):
        return False


def _asked(one: Any) -> bool:
    if one.generated or (one.has_default() and not one.primary_key):
        return False
    # What may be empty stays so, but for whose it is.
    return not one.null or one.attname in ("file_id", "agency_id", "person_id", "user_id")


def _value(one: Any, world: World, owner: str) -> object:
    if one.is_relation:
        return _row_of(one.remote_field.model, world, owner)
    known = {
        "file_id": world.ids["file"], "person_id": world.ids["person"], "partnership_id": world.area.id,
        "agency_id": world.area.agencies["housing"], "appointment_id": world.area.bea.appointment_id,
        "user_id": world.area.bea.user_id, "made_by": world.area.bea.appointment_id,
    }  # fmt: skip
    if one.attname in known:
        return known[one.attname]
    if one.choices:
        return one.choices[0][0]
    match one:
        case models.UUIDField():
            return uuid.uuid4()
        case models.DateTimeField():
            return timezone.now()
        case models.DateField():
            return timezone.localdate()
        case models.TimeField():
            return timezone.now().time()
        case models.BooleanField():
            return False
        case models.IntegerField() | models.DecimalField():
            return 1
        case models.BinaryField():
            return b"x"
        case models.JSONField():
            return {}
        case _:
            return "x"


def _row_of(model: type[models.Model], world: World, owner: str) -> object:
    """A row that a relation may name: the case's own where the table has any."""
    known = {
        "CaseFile": "file", "Person": "person", "Referral": "referral", "Hearing": "hearing", "Meeting": "meeting",
        "Action": "action", "Research": "research",
    }  # fmt: skip
    name = model._meta.object_name or ""
    if name in known:
        return world.ids[known[name]]
    named = {"Partnership": world.area.id, "Agency": world.area.agencies["housing"]}
    named |= {"User": world.area.bea.user_id, "Appointment": world.area.bea.appointment_id}
    if name in named:
        return named[name]
    rows = model._default_manager.using(owner)
    fields = {one.attname for one in model._meta.concrete_fields}
    for column, value in (("file_id", world.ids["file"]), ("person_id", world.ids["person"])):
        if column in fields:
            rows = rows.filter(**{column: value})
    found = rows.values_list("pk", flat=True).first()
    if found is None:
        raise LookupError(name)
    return found
