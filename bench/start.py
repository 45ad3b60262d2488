"""Cold and warm start of `./run`, until `/healthz` says that all is well.

Cold: a fresh copy of the code, no environment, an empty data folder, the packages in the installer's cache.
Goals: cold within 2 minutes, warm within 5 seconds.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from bench._site import running
from bench._timing import table, yes
from openccr.site.environment import ROOT

COLD, WARM, TIMES = 120, 5, 3


def main() -> None:
    # Not in the system's default place for temporary files: PostgreSQL's own user must reach the data folder.
    folder = Path(tempfile.mkdtemp(prefix="openccr-start-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        copy, data = folder / "code", folder / "data"
        _copy(copy)
        with running(root=copy, data=data) as site:
            rows = [("cold", site.seconds_to_start, f"≤ {COLD}", yes(site.seconds_to_start <= COLD))]
        for _ in range(TIMES):
            with running(root=copy, data=data) as site:
                rows.append(("warm", site.seconds_to_start, f"≤ {WARM}", yes(site.seconds_to_start <= WARM)))
    finally:
        shutil.rmtree(folder)
    table(("start", "seconds", "goal", "within the goal"), rows)


def _copy(target: Path) -> None:
    """What a clone would hold, with the changes not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


main()
