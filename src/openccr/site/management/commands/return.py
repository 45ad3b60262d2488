"""`openccr return --area CODE --quarter 2026Q3`: the figures of a quarter, as signed off or as they count now."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.audit.operations import record
from openccr.insight.queries import QuarterFigures, quarter_figures
from openccr.insight.rules.quarters import read_quarter
from openccr.insight.rules.wording import number_words, of_words, share_words, unknown_words
from openccr.insight.sheets import json_of, status_of
from openccr.kernel.refusals import Refusal
from openccr.partnership.services import commands_actor


class Command(BaseCommand):
    help = (
        "Prints a quarter's return: cases, repeats, children, referral sources, the rate per 10,000 women and the rest."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", required=True, help="the partnership's code")
        parser.add_argument("--quarter", required=True, help="such as 2026Q3")
        parser.add_argument("--json", action="store_true", help="print the figures for a program")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = self._find(options["area"], options["quarter"])
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(json_of(found, area=options["area"]), ensure_ascii=False))
        else:
            self._tell(found)

    def _find(self, area: str, quarter: str) -> QuarterFigures:
        actor = commands_actor(area, purpose="return")
        with acting_as(actor):
            found = quarter_figures(actor=actor, quarter=read_quarter(quarter), today=timezone.localdate())
            record("figures.taken_out")
            return found

    def _tell(self, found: QuarterFigures) -> None:
        self.stdout.write(f"{found.form.name}, {found.quarter.name}. {status_of(found)}.")
        for one in found.figures:
            if one.parts:
                self.stdout.write(f"  {one.name}")
                for part in one.parts:
                    self.stdout.write(f"    {part.name}: {number_words(part.count)}")
                continue
            unknown = unknown_words(one, exact=found.exact)
            counted = of_words(one.count, one.over) or number_words(one.count)
            words = (share_words(one, exact=found.exact), counted, unknown and f"not recorded {unknown}")
            self.stdout.write(f"  {one.name}: {', '.join(filter(None, words))}")
        for lacking in found.missing:
            self.stdout.write(f"Missing: {lacking.sentence} {lacking.remedy}")
        for sentence in (*found.changed, *found.cautions):
            self.stdout.write(sentence)
