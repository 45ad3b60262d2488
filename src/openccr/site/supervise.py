"""Child processes that start together and stop together, whatever ends first and however it ends.

Orderly end (Ctrl-C, kill, hang-up, a child that stops): each child is asked to finish, then made to. This process is
killed outright: Linux sends each child SIGTERM the moment its parent is gone. Each child leads a process group, so
that its own children go with it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import FrameType

from openccr.site.failure import CannotStart
from openccr.site.orphans import ending_with_this_process

SECONDS_TO_FINISH = 15
"""What a child gets to end its page or job before it is killed."""
MOST_A_MINUTE, MINUTE = 5, 60
"""How often children are started again: one that cannot run must not be tried for ever."""


class Stopped(BaseException):
    """Somebody asked this process to stop. No Exception, so that no `except Exception` on the way swallows it."""


@contextlib.contextmanager
def until_stopped() -> Iterator[None]:
    """Within this block Ctrl-C, kill and hang-up raise Stopped, which ends the block quietly."""

    def stop(number: int, frame: FrameType | None) -> None:
        for one in signals:
            # Asked twice is asked once: what is being ended must not be cut off half-way.
            signal.signal(one, signal.SIG_IGN)
        raise Stopped

    # A hang-up that the caller chose to ignore (nohup) stays ignored.
    nohup = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    signals = [signal.SIGINT, signal.SIGTERM, *([] if nohup else [signal.SIGHUP])]
    before = {one: signal.signal(one, stop) for one in signals}
    try:
        yield
    except Stopped:
        pass
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@dataclass
class Children:
    """The child processes of this one, stopped on leaving the `with` block, newest first."""

    running: list[tuple[str, subprocess.Popen[bytes]]] = field(default_factory=list)
    again: dict[str, Sequence[str]] = field(default_factory=dict)
    """Those that are started again when they end, and with what."""
    ended: list[float] = field(default_factory=list)
    """When one of these ended."""

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *unused: object) -> None:
        for _, child in reversed(self.running):
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_TO_FINISH
        for _, child in reversed(self.running):
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, deadline - time.monotonic()))
            # Whatever is left of its group, even when the child itself has ended.
            _signal_group(child, signal.SIGKILL)
            child.wait()

    def start(self, name: str, arguments: Sequence[str], *, again: bool = False) -> subprocess.Popen[bytes]:
        """Start a Python program of this environment, such as `["-m", "granian", ...]`; `name` is for sentences.

        With `again` it is started again when it ends: the others serve on without it for that moment.
        """
        if again:
            self.again[name] = arguments
        child = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=ending_with_this_process(),
        )
        self.running.append((name, child))
        return child

    def run(self, name: str, arguments: Sequence[str]) -> None:
        """Start a program and wait for its end. Raises CannotStart when it fails."""
        code = self.start(name, arguments).wait()
        del self.running[-1]
        if code:
            raise CannotStart(f"{name} failed (exit code {code}): see the lines above.")

    def check(self) -> None:
        """Raises CannotStart when one of them has ended, or ends too often: together they serve, or not at all."""
        for place, (name, child) in enumerate(self.running):
            if child.poll() is None:
                continue
            now = time.monotonic()
            self.ended = [one for one in self.ended if now - one < MINUTE]
            if name not in self.again or len(self.ended) >= MOST_A_MINUTE:
                raise CannotStart(f"{name} ended by itself (exit code {child.returncode}): see the lines above.")
            self.ended.append(now)
            print(f"{name} ended by itself (exit code {child.returncode}); it is started again.", flush=True)
            _signal_group(child, signal.SIGKILL)
            del self.running[place]
            self.start(name, self.again[name])
            return

    def wait(self, *, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Wait for ever, calling `meanwhile` twice a second. Raises CannotStart when one of them ends."""
        while True:
            self.check()
            meanwhile()
            time.sleep(0.5)


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)
