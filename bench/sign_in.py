"""Ten thousand wrong passwords over a hundred accounts, from everywhere: who gets in, and whom it keeps out.

In a data folder of its own. `SPRAYED` and `SPRAYED_ACCOUNTS` say how many (10,000 and 100; about 5 minutes).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench._report import figure, show
from openccr.site import postgres
from openccr.site.environment import ROOT

TRIES, PEOPLE = os.environ.get("SPRAYED", "10000"), os.environ.get("SPRAYED_ACCOUNTS", "100")
SECONDS = 5


def main() -> None:
    data = Path(tempfile.mkdtemp(prefix="openccr-sprayed-", dir="/tmp"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENCCR_")} | {
        "OPENCCR_DATA": str(data), "OPENCCR_MODE": "live", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "openccr.site.settings",
    }  # fmt: skip
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bench._sprayed", TRIES, PEOPLE],
            env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    finally:
        postgres.stop(data)
        shutil.rmtree(data, ignore_errors=True)
    told = json.loads(done.stdout.splitlines()[-1])
    figure("C9.tries", f"wrong passwords over {told['people']} accounts", told["tries"], f">= {TRIES}",
           told["tries"] >= int(TRIES))  # fmt: skip
    figure("C9.let_in", "of them let in", told["let_in"], "0", told["let_in"] == 0)
    figure("C9.kept_out", "owners kept out of their own browser by it", told["kept_out"], "0", told["kept_out"] == 0)
    figure("C9.answers", "kinds of answer to a wrong try", told["answers"], "1", told["answers"] == 1)
    figure("C9.locked", "kinds of answer once an address is locked, account or none", told["answers_locked"], "1",
           told["answers_locked"] == 1 and not told["answers_alike"])  # fmt: skip
    figure("C9.dead", "from closing an account to its last session's end", told["dead"], f"<= {SECONDS}",
           told["dead"] <= SECONDS, "s")  # fmt: skip
    show()


main()
