"""The authorisation matrix, whole: every address × method × role × relation to a case, and every table × command.

Goal (security paper, C1): at least 150,000 cells of addresses and 5,000 of tables, no leak and no wrong refusal; a case
that is hidden is answered byte for byte as one that does not exist. `WALLS_SHARE=0.3` takes that share of the cells,
the same ones each time. It goes slice by slice through those who ask; slices already asked of the same code and share
are kept and not asked again, so that a run that broke off goes on where it was. `WALLS_ANEW=1` forgets them.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench._report import code, figure, folder, say, show
from bench._tests import ended, started

SIDE_BY_SIDE = max(1, min(4, os.cpu_count() or 1))
SLICES = 12
SHARE = os.environ.get("WALLS_SHARE", "1")
TEST = "tests/walls/test_who_may_what.py"
SHOWN = 40
"""So many faults are named, should there be any."""


def main() -> None:
    kept = folder() / "walls" / f"{code()}-{SHARE}"
    if os.environ.get("WALLS_ANEW"):
        shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True, exist_ok=True)
    left = [one for one in range(SLICES) if not _asked(kept, one)]
    say(f"Asking every address as everybody, {len(left)} of {SLICES} slices: up to two hours ...")
    fresh = True
    while left:
        now, left = left[:SIDE_BY_SIDE], left[SIDE_BY_SIDE:]
        _ask(kept, now, fresh=fresh)
        fresh = False
        say(f"{SLICES - len(left)} of {SLICES} slices")
    pages, tables = (_together([kept / f"{one}.{what}" for one in range(SLICES)]) for what in ("pages", "tables"))
    _say("C1", pages, what="addresses", least=150_000)
    figure("C1.addresses", "addresses of the resolver", pages["routes"])
    figure("C1.share", "share of all cells asked", 100 * float(SHARE), unit="%")
    figure("C3.compared", "hidden case compared with a missing one", pages["compared"])
    figure("C3.different", "of them answered otherwise", len(pages["differences"]), "0", not pages["differences"])
    _say("C1.tables", tables, what="tables", least=5_000)
    figure("C1.minutes", "time taken, over all slices", round(pages["took"] / 60, 1), unit="min")
    show()
    for fault in (pages["faults"] + tables["faults"])[:SHOWN]:
        say(fault)


def _asked(kept: Path, number: int) -> bool:
    return all((kept / f"{number}.{what}").exists() for what in ("pages", "tables"))


def _ask(kept: Path, numbers: list[int], *, fresh: bool) -> None:
    """Ask these slices side by side. Raises SystemExit with what the tests said when one of them could not be asked."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        results = [Path(place) / str(number) for number in numbers]
        running = [
            started(
                TEST,
                "--reuse-db",
                *(("--create-db",) if fresh else ()),
                suffix=f"walls{seat}",
                variables={"WALLS_SHARE": SHARE, "WALLS_PART": f"{number}/{SLICES}", "WALLS_RESULT": str(result)},
                log=result.with_suffix(".log"),
            )
            for seat, (number, result) in enumerate(zip(numbers, results, strict=True))
        ]
        codes = [ended(one) for one in running]
        for number, result, ends in zip(numbers, results, codes, strict=True):
            found = [Path(f"{result}.{what}") for what in ("pages", "tables")]
            if ends not in (0, 1) or not all(one.exists() for one in found):
                raise SystemExit(result.with_suffix(".log").read_text()[-3000:])
            for one in found:
                took = json.loads(one.read_text()) | {"took": (time.monotonic() - began) / len(numbers)}
                (kept / f"{number}{one.suffix}").write_text(json.dumps(took), encoding="utf-8")


def _together(parts: list[Path]) -> dict[str, Any]:
    """What all slices found."""
    whole: dict[str, Any] = {"cells": 0, "compared": 0, "seconds": 0.0, "took": 0.0, "routes": 0, "outcomes": Counter()}
    whole |= {kind: [] for kind in ("leaks", "refusals", "differences", "broken")}
    for path in parts:
        found = json.loads(path.read_text())
        for key in ("cells", "compared", "seconds", "took", "leaks", "refusals", "differences", "broken"):
            whole[key] += found[key]
        whole["routes"] = max(whole["routes"], found["routes"])
        whole["outcomes"] += Counter(found["outcomes"])
    whole["faults"] = [one for kind in ("leaks", "refusals", "differences", "broken") for one in whole[kind]]
    return whole


def _say(row: str, found: dict[str, Any], *, what: str, least: int) -> None:
    cells = found["cells"]
    figure(f"{row}.cells", f"cells asked, {what}", cells, f">= {least:,}", cells >= least)
    figure(f"{row}.leaks", "leaks", len(found["leaks"]), "0", not found["leaks"])
    figure(f"{row}.refusals", "wrong refusals", len(found["refusals"]), "0", not found["refusals"])
    figure(f"{row}.broken", "errors", len(found["broken"]), "0", not found["broken"])
    figure(f"{row}.speed", "cells a second in each process", round(cells / max(found["seconds"], 0.001)), unit="1/s")


main()
