"""`openccr link index FILE`: keeps the people of a file so that one who is described is found at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from openccr.site.linking.place import index_folder, index_key
from openccr.site.linking.saying import add_json, saying, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.core.management.base import BaseCommand

HELP = "keep the people of a file for `link lookup`, in place of those kept before"


def add_arguments(parser: ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", type=Path, help="CSV, XLSX or Parquet with one row a person")
    add_json(parser)


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Build the index, and say how many people it holds."""
    # Imported late: numpy and DuckDB are heavy, and every command imports this package.
    from openccr.linkage.online.running import index_file

    with saying(command) as said:
        done = index_file(
            options["file"], folder=index_folder(), secret=index_key(), today=timezone.localdate(), told=said
        )
    sentence = f"{done.people:,} people are kept. Look up others with `openccr link lookup FILE --out FILE`."
    tell(command, options, numbers={"people": done.people}, notes=done.notes, sentence=sentence)
