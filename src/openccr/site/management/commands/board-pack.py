"""`openccr board-pack --area CODE --quarter 2026Q3`: the boards' pack of a quarter as PDF/UA and Word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from openccr.governance.operations.board_pack import pack_as_files
from openccr.insight.rules.quarters import read_quarter
from openccr.kernel.refusals import Refusal
from openccr.partnership.services import commands_actor


class Command(BaseCommand):
    help = "Makes the boards' pack of a quarter: promises kept and broken, figures, risks, voices and what ends."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", required=True, help="the partnership's code")
        parser.add_argument("--quarter", required=True, help="such as 2026Q3")
        parser.add_argument(
            "--to", type=Path, default=Path(), help="the folder for the two files; this one if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            quarter = read_quarter(options["quarter"])
            actor = commands_actor(options["area"], purpose="board pack")
            made = pack_as_files(actor=actor, quarter=quarter, at=timezone.now())
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        folder: Path = options["to"]
        folder.mkdir(parents=True, exist_ok=True)
        for form, data in made.files.items():
            file = folder / f"board-pack-{options['area']}-{quarter}.{form}"
            file.write_bytes(data)
            self.stdout.write(str(file))
