"""`openccr invite`: a new link for a lead or coordinator of the coordinating agency, when nobody there can send one."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from openccr.kernel.refusals import Refusal
from openccr.partnership.opening import invite_again
from openccr.partnership.rules import INVITATION_LASTS


class Command(BaseCommand):
    help = "Prints a new invitation for a lead or coordinator of the coordinating agency. Recorded in the audit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--area", required=True, help="the partnership's code")
        parser.add_argument("--role", required=True, help="lead or coordinator")
        parser.add_argument("--email", required=True, help="the person's work e-mail address")

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            sent = invite_again(code=options["area"], role=options["role"], email=options["email"])
        except Refusal as why:
            raise CommandError(f"--{why.field}: {why}") from None
        self.stdout.write(f"For {sent.email}. It works once, within {INVITATION_LASTS.days} days:\n  {sent.link}")
