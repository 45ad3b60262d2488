"""`openccr backup`: the whole installation in one encrypted file, or a look whether such a file is whole."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openccr.access.age import new_age_key
from openccr.kernel.refusals import Refusal
from openccr.site.backups.making import make
from openccr.site.backups.restoring import open_backup, secrets_of
from openccr.site.backups.source import source_of
from openccr.site.environment import environment
from openccr.site.failure import CannotStart

NEEDED = "Say --to and --recipient to make a backup, --new-key to make a key for it, or --check to look at one."


class Command(BaseCommand):
    help = (
        "Makes a backup of the database and the sealed files, encrypted to a key that belongs on another machine."
        " The installation's own keys go along only as a second file for another recipient, with --keys-to. With"
        " --new-key it makes a pair of keys; with --check it reads a backup to its end and says whether it is whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="where the backup goes: on another disk")
        parser.add_argument("--recipient", metavar="age1…", help="the public key of whoever may open the backup")
        parser.add_argument("--keys-to", metavar="age1…", help="the public key of somebody else, who keeps the keys")
        parser.add_argument(
            "--new-key", type=Path, metavar="FILE", help="make a secret key in FILE, and print its public"
        )
        parser.add_argument(
            "--check", type=Path, metavar="BACKUP", help="read this backup to its end, and restore nothing"
        )
        parser.add_argument("--key", type=Path, metavar="FILE", help="file of the secret key, for --check")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["new_key"]:
                self._new_key(options["new_key"])
            elif options["check"] and options["key"]:
                self._check(options["check"], options["key"])
            elif options["to"] and options["recipient"]:
                self._make(options["to"], options["recipient"], options["keys_to"])
            else:
                raise CommandError(NEEDED, returncode=1)
        except (CannotStart, Refusal) as problem:
            raise CommandError(str(problem), returncode=1) from problem

    def _new_key(self, path: Path) -> None:
        key = new_age_key()
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(f"# public key: {key.recipient}\n{key.secret}\n")
        except OSError as error:
            raise CommandError(f"The key file {path} cannot be made: {error.strerror}.", returncode=1) from error
        self.stdout.write(f"{key.recipient}\nThe secret is in {path}: take it to another machine and remove it here.")

    def _check(self, backup: Path, key: Path) -> None:
        found = open_backup(backup, secrets=secrets_of(key), into=None)
        self.stdout.write(
            f"{backup} is whole: {found.census.rows:,} rows in {len(found.census.tables)} tables and {found.members}"
            f" pieces, made {found.about.made_at}. It needs these keys:"
        )
        self.stdout.write("".join(f"  {name} {mark}\n" for name, mark in found.about.keys.items()))

    def _make(self, to: Path, recipient: str, keys_to: str | None) -> None:
        made = make(
            source=source_of(environment()), to=to, recipient=recipient, keys_to=keys_to, at=datetime.now(UTC)
        )  # fmt: skip
        counted = "counted twice" if made.counted_twice else "counted by the walls' role alone"
        self.stdout.write(f"{made.path}: {made.size:,} bytes, {made.census.rows:,} rows ({counted}).")
        if made.keys:
            self.stdout.write(f"{made.keys}: the keys, for its own recipient. Keep the two apart.")
        else:
            self.stdout.write("The keys are not in it: without secrets/vault_key no address and no file opens again.")
