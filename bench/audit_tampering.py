"""A thousand random tamperings with the audit, of fourteen kinds, by a superuser who knows how it is made.

In a data folder of its own; each is rolled back after the check. Anchors lie in two folders outside, of which whoever
tampers reaches one. Every tampered row had been anchored: what came after the last anchor and was rewritten whole,
head and all, no check can find, so anchors are sent often. `TAMPERINGS`, `TAMPERED_ROWS`, `CLEAN_CHECKS` and
`LONG_CHAIN` say how many (1,000, 400, 10,000 and 1,000,000; about 15 minutes).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench._report import figure, say, show
from openccr.site import postgres
from openccr.site.environment import ROOT

DEFAULTS = {"TAMPERINGS": 1_000, "TAMPERED_ROWS": 400, "CLEAN_CHECKS": 10_000, "LONG_CHAIN": 1_000_000}
SECONDS, LEAST_NAMED = 60, 0.95


def main() -> None:
    data = Path(tempfile.mkdtemp(prefix="openccr-tampering-", dir="/tmp"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENCCR_")} | {
        "OPENCCR_DATA": str(data), "OPENCCR_MODE": "live", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "openccr.site.settings",
    }  # fmt: skip
    numbers = [os.environ.get(name, str(default)) for name, default in DEFAULTS.items()]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bench._tampered", *numbers],
            env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    finally:
        postgres.stop(data)
        shutil.rmtree(data, ignore_errors=True)
    told = json.loads(done.stdout.splitlines()[-1])
    tried, found, named = (sum(told[name].values()) for name in ("kinds", "found", "named"))
    for kind, times in told["kinds"].items():
        say(f"{kind}: {told['found'].get(kind, 0)} of {times} found, {told['named'].get(kind, 0)} named")
    for words in told["missed"]:
        say(f"not named: {words}")
    figure("C6.kinds", "kinds of tampering", len(told["kinds"]), "14", len(told["kinds"]) == 14)
    figure("C6.tried", "tamperings", tried, f">= {numbers[0]}", tried >= int(numbers[0]))
    figure("C6.found", "of them found", found, str(tried), found == tried)
    figure("C6.named", "of them with the first wrong row named", f"{named / tried:.1%}", ">= 95%",
           named / tried >= LEAST_NAMED)  # fmt: skip
    figure("C6.false", f"false alarms in {told['clean']:,} checks of what nobody touched", told["false"], "0",
           not told["false"])  # fmt: skip
    figure("C6.seconds", f"{told['long']:,} rows checked in", told["seconds"], f"<= {SECONDS}",
           told["seconds"] <= SECONDS, "s")  # fmt: skip
    show()


main()
