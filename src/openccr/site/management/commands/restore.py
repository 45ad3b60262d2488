"""`openccr restore`: a backup onto an empty host."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openccr.site.backups.restoring import restore, secrets_of
from openccr.site.environment import environment
from openccr.site.failure import CannotStart


class Command(BaseCommand):
    help = (
        "Restores a backup onto an empty data folder and an empty database. The backup is read to its end and proven"
        " before anything is touched; afterwards every table's rows, the roles, policies and rights are compared with"
        " what the backup says, the audit is checked, and what was erased since is erased again."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, metavar="BACKUP", help="the file made by `openccr backup`")
        parser.add_argument("--key", type=Path, required=True, metavar="FILE", help="the secret key that opens it")
        parser.add_argument(
            "--keys", type=Path, metavar="FILE", help="the installation's keys, from `backup --keys-to`"
        )
        parser.add_argument("--keys-key", type=Path, metavar="FILE", help="the secret key that opens the keys")

        parser.add_argument("--erased", type=Path, metavar="FILE", help="the newest list of `openccr erased list`")

    def handle(self, *args: Any, **options: Any) -> None:
        keys, keys_key = options["keys"], options["keys_key"]
        if (keys is None) != (keys_key is None):
            raise CommandError("--keys and --keys-key go together.", returncode=1)
        try:
            done = restore(
                site=environment(), backup=options["backup"], secrets=secrets_of(options["key"]),
                keys=keys, keys_secrets=secrets_of(keys_key) if keys_key else [],
                erased=options["erased"],
            )  # fmt: skip
        except CannotStart as problem:
            raise CommandError(str(problem), returncode=1) from problem
        found = done.opened
        self.stdout.write(done.told.rstrip())
        self.stdout.write(
            f"Restored {found.census.rows:,} rows in {len(found.census.tables)} tables, as of {found.about.made_at}."
        )
        if done.differences and done.same_code:
            words = "\n  ".join(done.differences)
            raise CommandError(f"It is NOT what the backup holds:\n  {words}", returncode=1)
        if done.differences:
            self.stdout.write("The backup is of an older version; its tables were brought up to date:")
            self.stdout.write("".join(f"  {one}\n" for one in done.differences))
        else:
            self.stdout.write("Rows, roles, policies and rights are what the backup says they were.")
        if options["erased"] is None:
            self.stdout.write("What was erased since is here again: `openccr erased again FILE` with the newest list.")
