"""The demonstration as `./run` serves it, from a data folder of the measurement's choice, stopped afterwards."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

SECONDS_TO_START = 600
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Site:
    """A running site."""

    port: int
    process: int
    seconds_to_start: float
    log: Path
    """What it printed, tracebacks of errors among it."""

    def faults(self) -> list[str]:
        """The last line of each traceback that it printed, most frequent first, each with how often it was."""
        said, last = self.log.read_text(errors="replace").splitlines(), Counter[str]()
        for number, line in enumerate(said):
            if line.startswith("Traceback (most recent call last)"):
                ends = (one for one in said[number + 1 :] if one and not one.startswith((" ", "Traceback")))
                last[next(ends, "cut off")] += 1
        return [f"{many} times: {words}" for words, many in last.most_common()]


@contextmanager
def running(*, root: Path, data: Path) -> Iterator[Site]:
    """`./run` of that checkout on that folder, from the command until `/healthz` says ok, and until the block ends."""
    port, started = free_port(), time.monotonic()
    environment = {**os.environ, "OPENCCR_DATA": str(data), "OPENCCR_MODE": "", "OPENCCR_PORT": str(port)}
    environment.pop("PYTHONPATH", None)
    log = data.with_name(f"{data.name}.site.log")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb+") as said:
        process = subprocess.Popen([str(root / "run")], env=environment, stdout=said, stderr=said, cwd=root)
        try:
            while not is_well(port):
                if process.poll() is not None or time.monotonic() - started > SECONDS_TO_START:
                    said.seek(0)
                    raise RuntimeError(f"./run did not come up: {said.read().decode(errors='replace')[-2000:]}")
                time.sleep(0.1)
            yield Site(port, process.pid, time.monotonic() - started, log)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def is_well(port: int) -> bool:
    """Whether the site answers that all of it is well."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/healthz")
        return bool(json.loads(connection.getresponse().read())["status"] == "ok")
    except (OSError, http.client.HTTPException, ValueError):
        return False


def free_port() -> int:
    """A TCP port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Browser:
    """One person's browser: keeps the connection open and the cookies, and sends the form token."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    location: str = ""
    """Where the last answer led, if it led anywhere."""

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def sign_in(self, persona: str) -> None:
        """Be one of the demonstration's seven. Raises RuntimeError when that fails."""
        self.get("/demo/sign-in")
        status, _ = self.post("/demo/sign-in", {"persona": persona})
        if status != http.HTTPStatus.FOUND:
            raise RuntimeError(f"{persona} cannot sign in: {status}")

    def get(self, address: str) -> tuple[int, str]:
        """Status and page."""
        status, text = self._ask("GET", address)
        found = TOKEN.search(text)
        if found:
            self.token = found.group(1)
        return status, text

    def post(self, address: str, fields: Mapping[str, str]) -> tuple[int, str]:
        """Status and page, of a form sent with the token of the last page."""
        return self._ask("POST", address, urlencode({**fields, "csrfmiddlewaretoken": self.token}))

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Host": f"localhost:{self.port}", "Origin": f"http://localhost:{self.port}"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, address, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        self.location = answer.headers.get("Location", "")
        for line in answer.msg.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text
