"""`openccr init`: makes the partnership and lets its first two people in."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from openccr.kernel.refusals import Refusal
from openccr.partnership.opening import open_partnership
from openccr.partnership.rules import INVITATION_LASTS

DONE = """\
The partnership {code} is made. Give each person their own link, by a way that nobody else reads.
Each works once, within {days} days, and is not shown again.

  Lead of the coordinating agency, {lead.email}:
    {lead.link}

  Coordinator, {coordinator.email}:
    {coordinator.link}
"""


class Command(BaseCommand):
    help = "Makes a partnership, its coordinating agency, and the invitations of its first lead and its coordinator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--code", required=True, help="short name used by commands, such as northshire")
        parser.add_argument("--name", required=True, help="the area's name, as people say it")
        parser.add_argument("--agency", required=True, help="name of the coordinating agency")
        parser.add_argument("--kind", required=True, help="kind of that agency: a key of the packs' list")
        parser.add_argument(
            "--lead", required=True, help="e-mail address of that agency's lead, who keeps its accounts"
        )
        parser.add_argument("--coordinator", required=True, help="e-mail address of the coordinator, somebody else")
        parser.add_argument("--packs", default="core,gb-eng", help="keys of the packs, the core first (core,gb-eng)")
        parser.add_argument("--women", type=int, help="women aged 16 and over in the area, for the rate per 10,000")
        parser.add_argument("--women-source", default="", help="where that number is from")

    def handle(self, *arguments: Any, **options: Any) -> None:
        if settings.DEMONSTRATION:
            raise CommandError("The demonstration has its own invented area. Use `./run serve` and the live form.")
        try:
            opened = open_partnership(
                code=options["code"],
                name=options["name"],
                agency=options["agency"],
                kind=options["kind"],
                packs=[key.strip() for key in options["packs"].split(",") if key.strip()],
                lead=options["lead"],
                coordinator=options["coordinator"],
                adult_women=options["women"],
                adult_women_source=options["women_source"],
            )
        except Refusal as why:
            raise CommandError(f"--{(why.field or 'code').replace('_', '-')}: {why}") from None
        self.stdout.write(
            DONE.format(code=opened.code, days=INVITATION_LASTS.days, lead=opened.lead, coordinator=opened.coordinator)
        )
