"""`openccr link compare --area CODE`: compares what agencies sent, and asks those that hold a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils import timezone

from openccr.kernel.refusals import Refusal
from openccr.site.linking.saying import saying

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.core.management.base import BaseCommand

HELP = "compare what agencies sent; off until board, data protection officer and survivors' panel have signed"


def add_arguments(parser: ArgumentParser) -> None:
    """The partnership."""
    parser.add_argument("--area", required=True, help="the partnership's code")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Compare, and say that it is done: how many are known to whom is told to nobody."""
    from openccr.linkage.operations.comparing import compare
    from openccr.partnership.services import commands_actor

    with saying(command) as said:
        try:
            actor = commands_actor(options["area"], purpose="link compare")
            done = compare(actor=actor, at=timezone.now(), tell=said)
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
    command.stdout.write(f"{done.records:,} records compared. The agencies that hold a record are asked.")
