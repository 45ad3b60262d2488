"""Whether a partnership has signed for the private check with another: asked by `encode` and `pprl` with `--area`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils import timezone

from openccr.kernel.refusals import Refusal

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.core.management.base import BaseCommand

UNASKED = (
    "Nobody was asked whether board, data protection officer and survivors' panel have signed for this check:"
    " give --area for a partnership of this installation."
)


def add_area(parser: ArgumentParser) -> None:
    """The partnership whose sign-offs are looked up."""
    parser.add_argument("--area", help="the partnership's code: goes on only if it has signed for the check")


def must_have_signed(command: BaseCommand, options: dict[str, Any]) -> None:
    """Stop a check that a partnership has not signed for. Files of no partnership go on, and the command says so.

    Raises CommandError, naming who has not signed.
    """
    if not options["area"]:
        command.stderr.write(UNASKED)
        return
    from openccr.access.acting import acting_as
    from openccr.linkage.rules.signoffs import Use, why_not_open
    from openccr.linkage.signed import standing
    from openccr.partnership.services import commands_actor

    try:
        with acting_as(commands_actor(options["area"], purpose="link between")):
            refusal = why_not_open(standing(), Use.BETWEEN, today=timezone.localdate())
    except Refusal as unknown:
        refusal = unknown
    if refusal is not None:
        raise CommandError(str(refusal), returncode=1)
