"""`openccr link new-key FILE`: a key for the private check, to be given to the other partnership by a separate way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from openccr.site.linking.saying import saying

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.core.management.base import BaseCommand

HELP = "make a key for two partnerships"


def add_arguments(parser: ArgumentParser) -> None:
    """Where to write it."""
    parser.add_argument("file", type=Path)


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Write the key, readable by its owner only."""
    from openccr.linkage.private.keys import new_key

    with saying(command):
        new_key(options["file"])
    command.stdout.write(
        f"A key stands in {options['file']}. Use it with one other partnership only, and never e-mail it."
    )
