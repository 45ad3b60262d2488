"""What `./run VERB` does once its environment is there: `python -m openccr.site VERB [ARGS]`."""

from __future__ import annotations

import os
import sys

from openccr.site.environment import Mode
from openccr.site.failure import CannotStart


def main(verb: str, arguments: list[str]) -> int:
    """Do the verb; the exit code. Whatever stands in the way of starting is one sentence and exit code 1."""
    # The shell may still name another project's settings.
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    try:
        match verb:
            case "demo" | "serve":
                os.environ["OPENCCR_MODE"] = Mode.DEMO if verb == "demo" else Mode.LIVE
                from openccr.site.start import serve

                serve()
                return 0
            case "test":
                os.environ["OPENCCR_MODE"] = Mode.TEST
                from openccr.site.testing import test

                return test(arguments)
            case "check":
                from openccr.site.checking import check

                return check()
            case "bench":
                from openccr.site.benching import bench

                return bench(arguments)
            case "manage":
                from openccr.site.command import main as command

                return command(arguments)
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"There is no verb {verb}.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
