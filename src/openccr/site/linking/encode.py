"""`openccr link encode FILE --key-file K --out X`: records that another partnership can compare, not read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from openccr.site.linking.between import add_area, must_have_signed
from openccr.site.linking.saying import add_json, saying, tell
from openccr.site.outputs import must_be_free

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.core.management.base import BaseCommand

HELP = "encode a file for the private check between partnerships"


def add_arguments(parser: ArgumentParser) -> None:
    """The file, the key both partnerships share, and where to write."""
    parser.add_argument("file", type=Path, help="CSV, XLSX or Parquet with one row a person")
    parser.add_argument("--key-file", type=Path, required=True, help="the key of the two partnerships")
    parser.add_argument(
        "--out", type=Path, required=True, help="the encoded file, to be given to the other partnership"
    )
    parser.add_argument(
        "--references", type=Path, help="put numbers in place of local ids, and write here which is whose (stays here)"
    )
    add_area(parser)
    add_json(parser)


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Encode, and say how many records there are and what was noted on the way."""
    # Imported late: numpy and DuckDB are heavy, and every command imports this package.
    from openccr.linkage.private.running import encode_file

    must_have_signed(command, options)
    outputs = [options["out"], *([options["references"]] if options["references"] else [])]
    with saying(command) as said:
        must_be_free(outputs, read=[options["file"], options["key_file"]])
        done = encode_file(
            options["file"],
            key_file=options["key_file"],
            out=options["out"],
            references=options["references"],
            today=timezone.localdate(),
            told=said,
        )
    sentence = f"{done.records:,} records encoded in {options['out']}. The key never goes with the file."
    tell(command, options, numbers={"records": done.records}, notes=done.notes, sentence=sentence)
