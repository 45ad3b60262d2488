"""`openccr erased list|again`: what was erased for good, told to a file and from it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from openccr.access.acting import acting_as
from openccr.audit.operations import record
from openccr.partnership.services import service_actors
from openccr.site.backups.erased import erase_again, erased
from openccr.site.failure import CannotStart
from openccr.site.management.commands.transfer import write_for_owner_alone


class Command(BaseCommand):
    help = "Keeps the list of what was erased for good outside, and erases it again in a database restored from before."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        told = acts.add_parser("list", help="write the list of every erasure, to be kept where the backups are not")
        told.add_argument("file", type=Path)
        again = acts.add_parser("again", help="erase again what the list tells and this database still has")
        again.add_argument("file", type=Path)

    def handle(self, *arguments: Any, **options: Any) -> None:
        file: Path = options["file"]
        if options["act"] == "list":
            text = erased()
            write_for_owner_alone(file, text.encode())
            self.stdout.write(f"{text.count(chr(10)) - 1} erasures listed in {file}.")
            return
        try:
            done, removed = erase_again(file.read_text())
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The list {file} cannot be read: {error}.", returncode=1) from error
        except CannotStart as problem:
            raise CommandError(str(problem), returncode=1) from problem
        for actor in service_actors("erased again"):
            with acting_as(actor):
                record("erased.again", fields=[f"{done} erasures"])
        self.stdout.write(f"{done} erasures done again, {removed} rows removed.")
