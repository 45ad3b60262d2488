"""C8: how much bad input was sent to every form, call, address and importer, and to the server itself, and what broke:
0 answers from 500 up.

`./run bench badinput` sends some 100,000 (an hour on two cores); EXAMPLES says how many of each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench._report import figure, say, show
from openccr.site.environment import ROOT

TESTS = ("tests/walls/test_bad_input.py", "tests/journeys/test_raw_bytes.py")
EXAMPLES = int(os.environ.get("BAD_INPUT_EXAMPLES", "400"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "counts.json"
        say(f"{EXAMPLES} examples of each form, call and importer …")
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *TESTS],
            cwd=ROOT, capture_output=True, text=True, check=False,
            env=os.environ | {
                "OPENCCR_MODE": "test", "PYTHONPATH": str(ROOT / "src"), "TEST_DATABASE_SUFFIX": "badinput",
                "BAD_INPUT_EXAMPLES": str(EXAMPLES), "BAD_INPUT_REPORT": str(place),
            },
        )  # fmt: skip
        counts = json.loads(place.read_text()) if place.exists() else {}
    if run.returncode:
        say(run.stdout[-3_000:])
    sent = sum(one["sent"] for one in counts.values())
    broken = [what for one in counts.values() for what in one["broken"]]
    for kind, one in sorted(counts.items()):
        figure(f"C8.{kind}", f"bad input sent: {kind}", one["sent"])
    figure("C8.sent", "bad input sent in all", sent, goal=">= 100,000", met=sent >= 100_000)
    figure(
        "C8.broken", "answers from 500 up, or with a trace of code", len(broken), goal="0", met=not broken and sent > 0
    )
    figure("C8.whole", "the run went to its end", "no" if run.returncode else "yes", goal="yes", met=not run.returncode)
    for what in broken[:20]:
        say(what)
    show()


main()
