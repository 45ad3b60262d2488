"""`openccr demo`: makes an invented area, or prints who can be signed in as."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from openccr.accounts.demonstration import DOMAIN, shown
from openccr.content import load
from openccr.kernel.refusals import Refusal
from openccr.partnership.opening import need_code
from openccr.site.demo.besides import fill
from openccr.site.demo.copied import copy_area
from openccr.site.demo.guard import areas, why_not_invent
from openccr.site.demo.place import CODE
from openccr.site.demo.story import LEAST_CASES, invent

SIZES = ("small", "medium", "large")


class Command(BaseCommand):
    help = "Makes an invented area; --sign-ins prints whom the demonstration can be used as."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", choices=SIZES, default="small", help="of the area (small)")
        parser.add_argument("--months", type=int, default=12, help="how many months lie behind it (12)")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same area (1)")
        parser.add_argument("--cases", type=int, help="exactly so many cases, for measurements")
        parser.add_argument("--code", default=CODE, help=f"the area's code ({CODE})")
        parser.add_argument("--today", type=date.fromisoformat, help="nothing of it has happened yet (today)")
        parser.add_argument("--sign-ins", action="store_true", help="print the personas, and make nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["sign_ins"]:
            self._sign_ins()
            return
        self._check(options)
        refusal = why_not_invent(code=options["code"])
        if refusal is not None:
            raise CommandError(str(refusal))
        started = time.monotonic()
        story = invent(
            pack=load(), size=options["size"], months=options["months"], seed=options["seed"], cases=options["cases"],
            today=options["today"] or timezone.localdate(), code=options["code"],
            # The personas of the first area are those of one click; an address is one account's.
            domain=f"{options['code']}.example" if areas() else DOMAIN,
        )  # fmt: skip
        try:
            cases = copy_area(story)
            fill(story)
        except Refusal as refused:
            # Such as a year whose bank holidays the pack does not know.
            raise CommandError(f"--months: {refused}") from refused
        if options["verbosity"]:
            self.stdout.write(
                f"{story.place.name} (code {story.place.code}): {cases} cases, {len(story.gatherings)} meetings,"
                f" {len(list(story.place.staff()))} accounts. Took {time.monotonic() - started:.1f} s."
            )

    def _check(self, options: dict[str, Any]) -> None:
        if options["months"] < 1:
            raise CommandError("--months: an area has at least one month behind it.")
        try:
            need_code(options["code"])
        except Refusal as refused:
            raise CommandError(f"--code: {refused}") from None
        if options["cases"] is not None and options["cases"] < LEAST_CASES:
            raise CommandError(f"--cases: an area has at least {LEAST_CASES} cases; leave it out for what is usual.")

    def _sign_ins(self) -> None:
        self.stdout.write(f"The area's code is {CODE}. Everybody in it is invented. Sign in with one click as:")
        people = shown()
        width = max(len(one.persona.key) for one in people)
        for one in people:
            name = one.name if one.there else "(not there yet: run `openccr demo`)"
            self.stdout.write(f"  {one.persona.key:<{width}} {name:<20} {one.persona.role}. {one.persona.sees}")
