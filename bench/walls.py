"""The authorisation matrix, whole: every address × method × role × relation to a case, and every table × command.

Goal (security paper, C1): at least 150,000 cells of addresses and 5,000 of tables, no leak and no wrong refusal; a case
that is hidden is answered byte for byte as one that does not exist. `WALLS_SHARE=0.1` takes a tenth of it.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench._report import figure, say, show
from bench._tests import ended, started

PARTS = max(1, min(4, os.cpu_count() or 1))
TEST = "tests/walls/test_who_may_what.py"
SHOWN = 20
"""So many faults are named, should there be any."""


def main() -> None:
    share, began = os.environ.get("WALLS_SHARE", "1"), time.monotonic()
    say(f"Asking every address as everybody, in {PARTS} processes; the whole takes some ten to thirty minutes ...")
    with tempfile.TemporaryDirectory() as folder:
        results = [Path(folder) / f"part{part}" for part in range(PARTS)]
        running = [
            started(
                TEST,
                suffix=f"walls{part}",
                variables={"WALLS_SHARE": share, "WALLS_PART": f"{part}/{PARTS}", "WALLS_RESULT": str(result)},
                log=result.with_suffix(".log"),
            )
            for part, result in enumerate(results)
        ]
        codes = [ended(one) for one in running]
        pages, tables = (_together([Path(f"{one}.{what}") for one in results]) for what in ("pages", "tables"))
        if any(code not in (0, 1) for code in codes) or not pages["cells"] or not tables["cells"]:
            raise SystemExit("\n".join(one.with_suffix(".log").read_text()[-3000:] for one in results))
    _say("C1", pages, what="addresses", least=150_000, whole=share == "1")
    figure("C1.addresses", "addresses of the resolver", pages["routes"])
    figure("C3.compared", "hidden case compared with a missing one", pages["compared"])
    figure("C3.different", "of them answered otherwise", len(pages["differences"]), "0", not pages["differences"])
    _say("C1.tables", tables, what="tables", least=5_000, whole=share == "1")
    figure("C1.minutes", "time taken", round((time.monotonic() - began) / 60, 1), unit="min")
    show()
    for fault in (pages["faults"] + tables["faults"])[:SHOWN]:
        say(fault)


def _together(parts: list[Path]) -> dict[str, Any]:
    """What all processes found."""
    whole: dict[str, Any] = {"cells": 0, "compared": 0, "seconds": 0.0, "routes": 0, "outcomes": Counter()}
    whole |= {kind: [] for kind in ("leaks", "refusals", "differences", "broken")}
    for path in parts:
        found = json.loads(path.read_text()) if path.exists() else {}
        for key in ("cells", "compared", "seconds", "leaks", "refusals", "differences", "broken"):
            whole[key] += found.get(key, type(whole[key])())
        whole["routes"] = max(whole["routes"], found.get("routes", 0))
        whole["outcomes"] += Counter(found.get("outcomes", {}))
    whole["faults"] = [one for kind in ("leaks", "refusals", "differences", "broken") for one in whole[kind]]
    return whole


def _say(row: str, found: dict[str, Any], *, what: str, least: int, whole: bool) -> None:
    cells = found["cells"]
    figure(f"{row}.cells", f"cells asked, {what}", cells, f">= {least:,}", cells >= least if whole else None)
    figure(f"{row}.leaks", "leaks", len(found["leaks"]), "0", not found["leaks"])
    figure(f"{row}.refusals", "wrong refusals", len(found["refusals"]), "0", not found["refusals"])
    figure(f"{row}.broken", "errors", len(found["broken"]), "0", not found["broken"])
    figure(f"{row}.speed", "cells a second in each process", round(cells / max(found["seconds"], 0.001)), unit="1/s")


main()
