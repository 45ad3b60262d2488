"""`openccr export --area CODE --to FOLDER|FILE.age`: everything of an area, as JSON, Excel and Word."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from openccr.access.age import encrypt, encrypt_with_passphrase
from openccr.kernel.refusals import Refusal
from openccr.leaving.operations import export_area
from openccr.leaving.written.parcel import parcel_of
from openccr.partnership.services import commands_actor
from openccr.site.management.commands.transfer import write_for_owner_alone


class Command(BaseCommand):
    help = (
        "Takes a whole area out: JSON of every table, an Excel workbook, a Word file for each case and the papers. To a"
        " folder as it is, or to a FILE.age encrypted to a key, or to a passphrase that is shown once. Whereabouts go"
        " along only with --whereabouts; recourse to public funds never does."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", required=True, help="the partnership's code")
        parser.add_argument("--to", required=True, type=Path, metavar="FOLDER|FILE.age")
        parser.add_argument("--recipient", help="the age public key that opens FILE.age")
        parser.add_argument("--whereabouts", action="store_true", help="with where people are")

    def handle(self, *args: Any, **options: Any) -> None:
        to: Path = options["to"]
        try:
            actor = commands_actor(options["area"], purpose="export")
            parts = list(export_area(actor=actor, whereabouts=options["whereabouts"], at=timezone.now()))
            if to.suffix == ".age":
                self._encrypted(to, parcel_of(parts), options["recipient"])
            else:
                self._folder(to, parts)
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        self.stdout.write(f"{len(parts)} files written to {to}.")

    def _encrypted(self, to: Path, data: bytes, recipient: str | None) -> None:
        if recipient:
            write_for_owner_alone(to, encrypt(data, recipients=[recipient]))
            return
        passphrase = "-".join(secrets.token_hex(3) for _ in range(5))
        write_for_owner_alone(to, encrypt_with_passphrase(data, passphrase))
        self.stdout.write(f"It opens with this passphrase, shown once: {passphrase}")

    def _folder(self, to: Path, parts: list[tuple[str, bytes]]) -> None:
        try:
            to.mkdir(mode=0o700, parents=True)
        except OSError as error:
            raise CommandError(f"The folder {to} cannot be made: {error.strerror}.", returncode=1) from error
        for name, data in parts:
            (to / name).parent.mkdir(mode=0o700, exist_ok=True)
            write_for_owner_alone(to / name, data)
