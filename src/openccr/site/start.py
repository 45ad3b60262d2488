"""Starting the site: look before leaping, bring the database up to date, serve until stopped."""

from __future__ import annotations

import fcntl
import http.client
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from openccr.kernel.files import put
from openccr.site import postgres, room, update
from openccr.site.environment import MODE_FILE, Environment, Mode, environment
from openccr.site.failure import CannotStart
from openccr.site.parts import answer, load, work
from openccr.site.ready import ready
from openccr.site.supervise import Children, until_stopped

SECONDS_TO_ANSWER = 60
SECONDS_TO_BE_WELL = 5


def serve() -> None:
    """Serve pages and jobs in the environment's mode until somebody stops it; leaves no process behind.

    Raises CannotStart with a sentence when the port, the disk, the data folder or the database stands in the way, or
    when a part ends by itself.
    """
    site = environment()
    with until_stopped(), data_folder_for(site, purpose="serving"):
        need_same_mode(site)
        need_port(site)
        try:
            ready(site, claim=True)
            put(site.folder / MODE_FILE, f"{site.mode}\n")
            with Children() as children:
                if not update.is_done(site):
                    _update(site, children)
                load()
                children.start("The job worker", work, again=True)
                children.start("The web server", partial(answer, site), again=True)
                _wait_for_answer(site, children)
                print(_welcome(site), flush=True)
                children.wait(meanwhile=lambda: _keep_database(site))
        finally:
            postgres.leave(site.folder)


def _update(site: Environment, children: Children) -> None:
    print("Bringing the database up to date ...", flush=True)
    try:
        children.run("Bringing the database up to date", update.main)
    except CannotStart:
        if room.free(site.folder) < room.TO_WRITE:  # PostgreSQL's own lines above say it in its own words
            need_space(site.folder)
        raise


def _keep_database(site: Environment) -> None:
    """Start the embedded server again when it was killed; pages and jobs find it again by themselves.

    On a full disk it would stop again at once: it is started when there is room for its journal.
    """
    if site.database_url is None and not postgres.is_running(site.folder) and room.free(site.folder) >= room.TO_RUN:
        print("The database ended by itself; it is started again.", flush=True)
        postgres.revive(site.folder, bindir=site.pg_bindir)


@contextmanager
def data_folder_for(site: Environment, *, purpose: str) -> Iterator[None]:
    """Hold the data folder, with space in it, for one process of this purpose at a time."""
    try:
        site.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (site.folder / purpose).open("a")
    except OSError as error:
        raise CannotStart(
            f"The data folder {site.folder} cannot be made or written: {error.strerror}. "
            f"Set OPENCCR_DATA to a folder that this user may write."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"OpenCCR is {purpose} from {site.folder} already. Stop it first, "
                f"or set OPENCCR_DATA to another folder."
            ) from None
        need_space(site.folder)
        yield


def need_same_mode(site: Environment) -> None:
    """Raises CannotStart when the folder holds records and the demonstration is asked for, or the other way round."""
    file = site.folder / MODE_FILE
    before = file.read_text().strip() if file.exists() else site.mode
    if before != site.mode:
        raise CannotStart(
            f"The data folder {site.folder} was started as {before}; it is never used as {site.mode}. "
            f"Set OPENCCR_DATA to another folder."
        )


def need_space(folder: Path) -> None:
    """Raises CannotStart when less than 500 MB are free on the folder's disk: a database out of space stops dead."""
    free = room.free(folder)
    if free < room.TO_START:
        raise CannotStart(
            f"Only {free // 2**20} MB are free on the disk of {folder}; OpenCCR needs {room.TO_START // 2**20} MB. "
            f"Free some space, or set OPENCCR_DATA to a folder on another disk."
        )


def need_port(site: Environment) -> None:
    """Raises CannotStart when the pages' port is taken, may not be used, or the address is not this computer's."""
    with socket.socket(socket.AF_INET6 if ":" in site.bind else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((site.bind, site.port))
            probe.listen()
        except OSError as error:
            raise CannotStart(
                f"Port {site.port} on {site.bind} cannot be used: {os.strerror(error.errno or 0).lower()}. "
                f"Stop the program that holds it, or choose another, as in: OPENCCR_PORT=8010 ./run"
            ) from None


def _wait_for_answer(site: Environment, children: Children) -> None:
    """Until all is well, or, when it is not well within some seconds, until the pages answer at all."""
    start, status = time.monotonic(), 0
    while (waited := time.monotonic() - start) < SECONDS_TO_ANSWER:
        children.check()
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(site.bind, site.port, timeout=10)
            connection.request("GET", "/healthz", headers={"Host": site.hosts[0]})
            status = connection.getresponse().status
            connection.close()
            fails = status == http.HTTPStatus.INTERNAL_SERVER_ERROR
            if status == http.HTTPStatus.OK or (waited > SECONDS_TO_BE_WELL and not fails):
                return
            time.sleep(0.5)
        time.sleep(0.05)
    if status:
        raise CannotStart(
            f"Every page fails (/healthz answers {status}): see above. The code may be half-copied or mixed."
        )
    raise CannotStart(f"The web server did not answer within {SECONDS_TO_ANSWER} seconds.")


def _welcome(site: Environment) -> str:
    if site.mode is Mode.DEMO:
        sign_ins = (site.folder / "sign-ins").read_text().rstrip()
        return f"{sign_ins}\n\nThe demonstration is on http://localhost:{site.port}   (Ctrl-C stops it)"
    served = f"OpenCCR is on http://{site.bind}:{site.port}, for {', '.join(site.hosts)}   (Ctrl-C stops it)"
    if update.nobody_yet(site):
        return f"{served}\nNobody can sign in yet: make the partnership and its first lead with `./run manage init`."
    return served
