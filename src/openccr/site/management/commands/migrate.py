"""`openccr migrate`: Django's migrations as the owner, then the walls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.state import ProjectState

from openccr.access.build import build

Target = tuple[str, str | None]
"""An app's label and its last migration, or none of them."""
HANGS_ON_NOTHING = frozenset({"auth", "contenttypes", "sessions"})


class WholeExecutor(MigrationExecutor):
    """Each migration and the note that it is done, in one transaction.

    Django notes most of them only after their commit: a kill in between would leave a table that the next start tries
    to make again, for ever.
    """

    def migration_plan(self, targets: Any, clean_start: bool = False) -> Any:
        """What others bring comes first, as far as it hangs on nothing of ours.

        Their migrations change tables, and before each that does all models are made again: there are few by then. In
        Django's order of names it took a fresh database fifteen seconds in place of three.
        """
        return super().migration_plan(sorted(targets, key=_order), clean_start)

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        whole = transaction.atomic(using=self.connection.alias) if migration.atomic else nullcontext()
        with whole, _only_what_is_new(state, migration):
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)


def _order(target: Target) -> tuple[bool, bool, str, str]:
    ours = apps.get_app_config(target[0]).name.startswith("openccr.")
    return ours, target[0] not in HANGS_ON_NOTHING, target[0], target[1] or ""


ADDING = (CreateModel, AddField, AddIndex, AddConstraint)


@contextmanager
def _only_what_is_new(state: ProjectState, migration: Migration) -> Iterator[None]:
    """A migration that only adds needs no other models made again than those that it adds to.

    Django makes again whatever is related to them, which here is nearly everything: a fresh database took it forty
    seconds. Before a migration that does anything else, all are made again once.
    """
    if not all(isinstance(one, ADDING) for one in migration.operations):
        state.__dict__.pop("apps", None)
        yield
        return
    state._find_reload_model = lambda app, model, delay=False: {(app, model)}  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del state._find_reload_model  # type: ignore[attr-defined]


# Django's command has no other place to say which executor it uses.
migrate.MigrationExecutor = WholeExecutor  # type: ignore[attr-defined]


class Command(DjangoMigrate):
    help = "Brings the tables up to date, then builds every wall, in that order."

    def handle(self, *arguments: Any, **options: Any) -> str | None:
        if options["database"] == "default":
            # The application's role owns nothing and may make no table.
            options["database"] = "owner"
        outcome = super().handle(*arguments, **options)
        if not options.get("app_label") and not options.get("plan") and not options.get("check_unapplied"):
            build(using=options["database"])
        return outcome
