"""`python -m openccr COMMAND`: Django's management commands and OpenCCR's own."""

from __future__ import annotations

import sys

from openccr.site.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
