"""`openccr link pprl A B --out matches.csv`: who of one encoded file may be who of the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from openccr.site.linking.between import add_area, must_have_signed
from openccr.site.linking.saying import add_json, saying, tell
from openccr.site.outputs import must_be_free

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.core.management.base import BaseCommand

HELP = "compare two encoded files of two partnerships"


def add_arguments(parser: ArgumentParser) -> None:
    """The two files and where to write."""
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="the matches, as CSV")
    add_area(parser)
    add_json(parser)


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Compare, and say how many pairs were found."""
    from openccr.linkage.private.running import match_files

    must_have_signed(command, options)
    with saying(command) as said:
        must_be_free([options["out"]], read=[options["first"], options["second"]])
        done = match_files(options["first"], options["second"], out=options["out"], told=said)
    sentence = f"{done.found:,} pairs may be one person, in {options['out']}. Speak before anything is shared."
    tell(command, options, numbers={"records": done.records, "pairs": done.found}, notes=done.notes, sentence=sentence)
