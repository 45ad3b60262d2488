"""`openccr audit verify`: checks every chain of the audit from its first row."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.audit.checking import NOBODY, chains, verify
from openccr.audit.operations import record
from openccr.partnership.models import Partnership
from openccr.partnership.services import service_actors


class Command(BaseCommand):
    help = "Checks the audit: `verify` names the first wrong row of each partnership's chain."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        with as_walls() as owner:
            codes = dict(Partnership.objects.using(owner).values_list("id", "code"))
        for chain in chains():
            started = time.monotonic()
            rows, problem = verify(chain)
            name = "outside any partnership" if chain == NOBODY else codes.get(chain, str(chain))
            if problem is None:
                self.stdout.write(f"{name}: {rows} rows, the chain holds ({time.monotonic() - started:.1f} s)")
            else:
                wrong += 1
                self.stdout.write(f"{name}: row {problem.number} ({problem.event_id or 'no id'}): {problem.problem}")
        for actor in service_actors("audit verify"):
            with acting_as(actor):
                record("audit.verified")
        if wrong:
            raise CommandError("The audit has been tampered with, or restored from an older copy.", returncode=1)
