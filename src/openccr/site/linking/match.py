"""`openccr link match DIR --out matches.csv --clusters clusters.csv`: who is who in a folder of agencies' files."""

from __future__ import annotations

import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from openccr.site.linking.saying import add_json, saying
from openccr.site.outputs import must_be_free

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.core.management.base import BaseCommand

    from openccr.linkage.engine.match import Matched

HELP = "match the records of a folder, one file per agency; needs no database"
LIKELY = 0.95


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="one CSV, XLSX or Parquet file per agency")
    parser.add_argument("--out", type=Path, required=True, help="the pairs, with their probability (CSV or Parquet)")
    parser.add_argument("--clusters", type=Path, required=True, help="each record with its person (CSV or Parquet)")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="spark: for several machines")
    add_json(parser)


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Match a folder and write the two files, or neither."""
    started = time.monotonic()
    with saying(command) as said:
        from openccr.linkage.engine.columns import files_of
        from openccr.linkage.engine.problems import PASSED_OVER
        from openccr.linkage.engine.results import write, written_before

        outputs = (options["out"], options["clusters"])
        # What an earlier run wrote into the same folder is no agency's file.
        ours = {path.resolve() for path in outputs if written_before(path)}
        files = [path for path in files_of(options["folder"]) if path.resolve() not in ours]
        must_be_free(outputs, read=files)
        # What does not fit into memory lies beside the outcome, in a folder that only its owner opens, until the end.
        with TemporaryDirectory(prefix=".openccr-", dir=options["out"].parent) as spill:
            found = _engine(options["engine"])(files, tell=said, spill=Path(spill))
            said("writing")
            pairs, people = write(found, pairs=options["out"], people=options["clusters"])
            found.db.close()
    outcome = {
        "files": len(files) - found.notes.number(PASSED_OVER), "records": len(found.frame),
        "compared": found.compared, "pairs_written": pairs,
        "likely_pairs": int((found.probability >= LIKELY).sum()), "people": people,
        "doubtful_pairs": len(found.clusters.doubtful), "notes": found.notes.sentences(),
        "each_person_once": [found.frame.agencies[one] for one in found.clusters.once],
        "seconds": round(time.monotonic() - started, 2),
    }  # fmt: skip
    command.stdout.write(json.dumps(outcome, ensure_ascii=False) if options["json"] else _sentences(outcome, found))


def _engine(name: str) -> Any:
    if name == "spark":
        from openccr.linkage.engine.spark import match as on_spark

        return on_spark
    from openccr.linkage.engine.match import match

    return match


def _sentences(outcome: dict[str, Any], found: Matched) -> str:
    files = f"{outcome['files']} file{'' if outcome['files'] == 1 else 's'}"
    lines = [
        f"{outcome['records']:,} records of {files} are of {outcome['people']:,} people."
        f" {outcome['likely_pairs']:,} pairs are likely (0.95 or more); {outcome['doubtful_pairs']:,} are for a person"
        f" to decide. {outcome['seconds']} s.",
        *outcome["notes"],
    ]
    if outcome["each_person_once"]:
        lines.append(f"Keep each person once: {', '.join(outcome['each_person_once'])}.")
    return "\n".join(lines)
