"""`openccr link lookup QUERIES.csv --out results.csv`: the ten likeliest people of the index for each row of a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from openccr.site.linking.place import index_folder, index_key
from openccr.site.linking.saying import add_json, saying, tell
from openccr.site.outputs import must_be_free

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.core.management.base import BaseCommand

HELP = "look up the people of a file in the index that `link index` made"


def add_arguments(parser: ArgumentParser) -> None:
    """Who is sought, and where to write."""
    parser.add_argument("file", type=Path, help="CSV, XLSX or Parquet with one row a person who is sought")
    parser.add_argument("--out", type=Path, required=True, help="ten candidates for each, as CSV")
    add_json(parser)


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Look everybody up, and say for how many somebody is likely."""
    from openccr.linkage.online.running import look_up_file

    with saying(command) as said:
        must_be_free([options["out"]], read=[options["file"]])
        done = look_up_file(
            options["file"],
            folder=index_folder(),
            secret=index_key(),
            out=options["out"],
            today=timezone.localdate(),
            told=said,
        )
    tell(
        command, options, notes=done.notes,
        numbers={"people": done.people, "candidates": done.candidates, "likely": done.likely},
        sentence=f"{done.people:,} people looked up; for {done.likely:,} somebody is likely."
        f" The candidates are in {options['out']}.",
    )  # fmt: skip
