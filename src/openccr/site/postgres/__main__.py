"""`python -m openccr.site.postgres up | down`: keep the embedded server running between commands, or stop it."""

from __future__ import annotations

import sys

from openccr.site import postgres
from openccr.site.environment import environment
from openccr.site.failure import CannotStart
from openccr.site.ready import ready


def main(arguments: list[str]) -> int:
    """Do `up` or `down` for the environment's data folder; the exit code."""
    try:
        folder, bindir = environment().folder, environment().pg_bindir
        if arguments == ["up"]:
            found = ready(environment())
            (folder / "postgres.keep").touch()
            print(f"PostgreSQL is up on {found.host}:{found.port}, and stays up until `down`.")
        elif arguments == ["down"]:
            postgres.stop(folder, bindir=bindir)
            print("PostgreSQL is down.")
        else:
            print(__doc__)
            return 2
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
