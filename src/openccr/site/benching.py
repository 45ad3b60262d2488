"""`./run bench`: measurements on a large invented area of its own, in the data folder's `bench`."""

from __future__ import annotations

import os
import runpy
import sys

from openccr.kernel.files import put
from openccr.site import postgres
from openccr.site.environment import MODE_FILE, ROOT, Mode, environment, read
from openccr.site.failure import CannotStart
from openccr.site.ready import ready
from openccr.site.start import data_folder_for

REPORT = "security"
"""The measurement that gathers what the others said."""


def bench(arguments: list[str]) -> int:
    """Run the named measurements of `bench/`, or all in the order of their names; the report of all of them comes last.

    What begins with `--` goes to each of them: `--json` prints figures as JSON where a measurement has them.

    Raises CannotStart for a name that is not there.
    """
    options = [one for one in arguments if one.startswith("--")]
    asked = [one for one in arguments if one not in options]
    names = sorted((path.stem for path in (ROOT / "bench").glob("[!_]*.py")), key=lambda name: (name == REPORT, name))
    unknown = [name for name in asked if name not in names]
    if unknown:
        raise CannotStart(f"There is no measurement {', '.join(unknown)}. There are: {', '.join(names)}.")
    # Where the folder lies is asked before the environment is read for good: a measurement measures the demonstration.
    os.environ["OPENCCR_DATA"] = str(read(variables={**os.environ, "OPENCCR_MODE": Mode.DEMO}).data / "bench")
    os.environ["OPENCCR_MODE"] = Mode.DEMO
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    site = environment()
    with data_folder_for(site, purpose="measuring"):
        try:
            ready(site)
            put(site.folder / MODE_FILE, f"{site.mode}\n")
            sys.argv[1:] = options
            for name in asked or names:
                print(f"\n{name}", file=sys.stderr if options else sys.stdout, flush=True)
                runpy.run_module(f"bench.{name}", run_name="__main__", alter_sys=True)
        finally:
            postgres.leave(site.folder)
    return 0
