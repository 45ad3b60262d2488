"""`openccr import referrals FILE --area CODE`: brings in a file of referrals."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from openccr.conference.operations.importing import import_referrals, try_file
from openccr.conference.rules.outcomes import ImportOutcome
from openccr.kernel.refusals import Refusal
from openccr.partnership.services import commands_actor


class Command(BaseCommand):
    help = (
        "Brings in a CSV or XLSX file of referrals, as an agency sends it. Every good row is taken, every bad row is"
        " named with what to correct, and nothing is saved if it is interrupted. The same file twice adds nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["referrals"], help="what the file holds")
        parser.add_argument("file", type=Path, help="the CSV or XLSX file")
        parser.add_argument("--area", required=True, help="the partnership's code")
        parser.add_argument("--dry-run", action="store_true", help="say what would come of it and save nothing")
        parser.add_argument("--json", action="store_true", help="print the outcome for a program")
        parser.add_argument("--refused", type=Path, metavar="FILE", help="write the refused rows there, to correct")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = self._run(options["file"], area=options["area"], dry_run=options["dry_run"])
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        if options["refused"] is not None and outcome.rows:
            _write_refused(options["refused"], outcome)
        if options["json"]:
            self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))
        else:
            self._tell(outcome, dry_run=options["dry_run"])

    def _run(self, file: Path, *, area: str, dry_run: bool) -> ImportOutcome:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise Refusal(
                f"{file} cannot be read: {error.strerror}.", remedy="Give the path of a CSV or XLSX file."
            ) from error
        actor, at = commands_actor(area, purpose="import referrals"), timezone.now()
        if dry_run:
            return try_file(actor=actor, data=data, filename=file.name, at=at)
        return import_referrals(actor=actor, data=data, filename=file.name, at=at)[0]

    def _tell(self, outcome: ImportOutcome, *, dry_run: bool) -> None:
        would = "would be taken" if dry_run else "taken"
        self.stdout.write(
            f"{outcome.read} rows read: {outcome.accepted} {would}, {outcome.already_known} known already, "
            f"{outcome.refused_rows} refused."
        )
        for one in outcome.refused:
            where = f"Row {one.row}, {one.heading}" if one.heading else f"Row {one.row}"
            self.stdout.write(f"  {where}: {one.reason}")
        if outcome.unmapped_columns:
            self.stdout.write(f"Columns not read: {', '.join(outcome.unmapped_columns)}.")
        for note in outcome.notes:
            self.stdout.write(note)


def _write_refused(path: Path, outcome: ImportOutcome) -> None:
    """Written for its owner alone: it holds people's records."""
    data = outcome.refused_file(format="csv" if path.suffix.lower() == ".csv" else "xlsx")
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            os.fchmod(stream.fileno(), 0o600)
            stream.write(data)
    except OSError as error:
        raise CommandError(f"The refused rows cannot be written to {path}: {error.strerror}.", returncode=1) from error
