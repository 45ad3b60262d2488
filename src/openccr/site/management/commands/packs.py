"""`openccr packs AREA [--set KEYS]`: the packs that an area works by."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from openccr.kernel.refusals import Refusal
from openccr.partnership.packs import change_packs, packs_of


class Command(BaseCommand):
    help = "Shows the packs that an area works by, or sets them after a check. Recorded in the audit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("area", help="the partnership's code")
        parser.add_argument(
            "--set", metavar="KEYS", help="keys of packs separated by commas, base first: core,gb-eng,my-area"
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            if options["set"]:
                keys = [key.strip() for key in options["set"].split(",") if key.strip()]
                change_packs(code=options["area"], keys=keys, at=timezone.now())
            self.stdout.write(",".join(packs_of(options["area"])))
        except Refusal as why:
            raise CommandError(str(why), returncode=1) from None
        if options["set"]:
            self.stdout.write("Start the pages and the worker again, so that they work by it.")
