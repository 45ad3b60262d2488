"""The two parts that serve: web server and job worker, each a fork of the process that has loaded the application.

What is loaded is in memory once for both of them, and neither waits for it.
"""

from __future__ import annotations

import os
from importlib import import_module

from openccr.site.environment import Environment
from openccr.site.settling import settle

THREADS = 4
SECONDS_TO_END = 10
"""What pages that are being answered get when the web server is asked to stop."""


def load() -> None:
    """Load the application with its pages, the queue and the server. No connection and no thread may come of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openccr.site.settings")
    import django

    django.setup()
    for part in ("granian.server", "openccr.jobs.worker"):
        import_module(part)
    settle()


def answer(site: Environment) -> None:
    """Answer the web until told to stop."""
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "openccr.site.wsgi:application",
        address=site.bind,
        port=site.port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        workers_kill_timeout=SECONDS_TO_END,
    ).serve()


def work() -> None:
    """Do the jobs that pages and the clock queue, until told to stop."""
    from django.core.management import call_command

    call_command("worker")
