"""The large invented area that measurements share: made once, and kept."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from hashlib import sha256
from typing import TYPE_CHECKING

import psycopg

from openccr.site.environment import ROOT, environment
from openccr.site.failure import CannotStart
from openccr.site.ready import administrator_url, ready
from openccr.site.settling import settle

if TYPE_CHECKING:
    from openccr.kernel.actors import Actor

CASES = int(os.environ.get("BENCH_CASES", "50000"))
MONTHS = int(os.environ.get("BENCH_MONTHS", "12"))
"""Over how many months the cases were referred: 12 is far denser than any area, 120 is a large one after ten years."""
NOTE = "area"
"""File of the bench folder that says how many cases in how many months the area has, of which tables and invention."""


def use_area() -> None:
    """Make the area of `BENCH_CASES` cases in `BENCH_MONTHS` when it is not there, and point Django at it.

    One that other code invented is kept, since making it takes many minutes, and said to be so; `BENCH_ANEW=1` makes it
    again. Raises CannotStart when it has other tables than this code, which no measurement could read.
    """
    site = environment()
    note = site.folder / NOTE
    tables, invention = _fingerprint("src/openccr/*/migrations/0*.py"), _fingerprint("src/openccr/site/demo/*.py")
    found = note.read_text().split() if note.exists() else []
    if found[:2] != [str(CASES), str(MONTHS)] or os.environ.get("BENCH_ANEW"):
        note.unlink(missing_ok=True)
        with psycopg.connect(administrator_url(site), autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS openccr WITH (FORCE)")
        ready(site)
        _make()
        note.write_text(f"{CASES} {MONTHS} {tables} {invention}\n")
        os.environ.pop("BENCH_ANEW", None)
    elif found[2:3] != [tables]:
        raise CannotStart(
            f"The area of {CASES:,} cases in {site.folder} has other tables than this code. "
            f"Make it again, which takes minutes, with BENCH_ANEW=1; or name another OPENCCR_DATA."
        )
    elif found[3:] != [invention]:
        print("The area was invented by other code than this; BENCH_ANEW=1 makes it again.", flush=True)
    _python("-c", "from openccr.site import update; update.main()")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openccr.site.settings")
    import django

    django.setup()
    settle()  # as the processes that serve do


def _make() -> None:
    started = time.monotonic()
    print(f"Inventing an area of {CASES:,} cases in {MONTHS} months, once; that takes minutes ...", flush=True)
    _python("-m", "openccr", "migrate", "--verbosity=0")
    _python("-m", "openccr", "demo", "--size=large", f"--months={MONTHS}", "--seed=1", f"--cases={CASES}")
    with psycopg.connect(administrator_url(environment()), dbname="openccr", autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
    print(f"It was made in {time.monotonic() - started:.0f} s.", flush=True)


def _python(*arguments: str) -> None:
    """Run a command of OpenCCR in a process of its own, so that its memory and connections go with it."""
    subprocess.run([sys.executable, *arguments], check=True)


def _fingerprint(pattern: str) -> str:
    digest = sha256()
    for path in sorted(ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def actor(persona: str) -> Actor:
    """The actor behind one of the demonstration's personas, such as `coordinator`."""
    from django.utils import timezone

    from openccr.access.sign_in import at_sign_in
    from openccr.accounts.models import User
    from openccr.partnership.acting import actor_under, held

    with at_sign_in():
        user = User.objects.get(email=f"{persona}@demo.example")
    return actor_under(held(user.id, today=timezone.localdate())[0], user_id=user.id)
