"""`openccr import referrals|caselog|services FILE --area CODE`: brings in referrals, past hearings, or services."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from openccr.conference.operations.caselog import import_caselog, try_caselog
from openccr.conference.operations.importing import import_referrals, try_file
from openccr.conference.rules.outcomes import ImportOutcome
from openccr.directory.operations.importing import import_services, try_services
from openccr.directory.rules.outcomes import ImportOutcome as ServicesOutcome
from openccr.kernel.refusals import Refusal
from openccr.partnership.services import commands_actor
from openccr.site.importing_forms import bytes_of, tell_form
from openccr.site.refused_rows import must_take_refused, write_refused

Attempt = Callable[..., ImportOutcome | ServicesOutcome]
BringIn = Callable[..., tuple[ImportOutcome | ServicesOutcome, UUID]]
OfNoFile = Callable[[str], ImportOutcome | ServicesOutcome]
TABLES: dict[str, tuple[Attempt, BringIn, OfNoFile]] = {
    "referrals": (try_file, import_referrals, ImportOutcome.of_no_file),
    "caselog": (try_caselog, import_caselog, ImportOutcome.of_no_file),
    "services": (try_services, import_services, ServicesOutcome.of_no_file),
}
"""What a table may hold → how it is tried, how it is brought in, and what came of one that could not be."""


class Command(BaseCommand):
    help = (
        "Brings in a CSV or XLSX file of referrals, as an agency sends it, an area's own log of past hearings"
        " (caselog), services of the directory (also the JSON export of an Open Referral UK directory), or a filled-in"
        " form (.docx, .eml) as a draft to check. Of a table every good row is taken, every"
        " bad row is named with what to correct, and nothing is saved if it is interrupted. The same file twice adds"
        " nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=[*TABLES, "form"], help="what the file holds")
        parser.add_argument("file", type=Path, help="CSV or XLSX; for services also JSON; for a form, .docx or .eml")
        parser.add_argument("--area", required=True, help="the partnership's code")
        parser.add_argument("--dry-run", action="store_true", help="say what would come of it and save nothing")
        parser.add_argument("--json", action="store_true", help="print the outcome for a program")
        parser.add_argument("--refused", type=Path, metavar="FILE", help="write the refused rows there, to correct")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "form":
            tell_form(self, options["file"], area=options["area"], dry_run=options["dry_run"], as_json=options["json"])
            return
        must_take_refused(options["refused"], read=options["file"])
        try:
            outcome = self._run(options["what"], options["file"], area=options["area"], dry_run=options["dry_run"])
        except Refusal as refusal:
            if options["json"]:  # A program reads the same whatever came of the file.
                self._tell_a_program(TABLES[options["what"]][2](str(refusal)))
            raise CommandError(str(refusal), returncode=1) from refusal
        # First what came of it: the rows are taken, whether or not the refused ones can be written.
        if options["json"]:
            self._tell_a_program(outcome)
        else:
            self._tell(outcome, dry_run=options["dry_run"])
        if options["refused"] is not None and outcome.rows:
            csv = options["refused"].suffix.lower() == ".csv"
            write_refused(options["refused"], outcome.refused_file(format="csv" if csv else "xlsx"))

    def _run(self, what: str, file: Path, *, area: str, dry_run: bool) -> ImportOutcome | ServicesOutcome:
        attempt, bring_in, _ = TABLES[what]
        data = bytes_of(file, remedy="Give the path of the file.")
        actor, at = commands_actor(area, purpose=f"import {what}"), timezone.now()
        if dry_run:
            return attempt(actor=actor, data=data, filename=file.name, at=at)
        return bring_in(actor=actor, data=data, filename=file.name, at=at)[0]

    def _tell_a_program(self, outcome: ImportOutcome | ServicesOutcome) -> None:
        self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))

    def _tell(self, outcome: ImportOutcome | ServicesOutcome, *, dry_run: bool) -> None:
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
