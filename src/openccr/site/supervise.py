"""Child processes that start together and stop together, whatever ends first and however it ends.

A child is a fork of this process: what this one has loaded is there already, once for all of them. Orderly end
(Ctrl-C, kill, hang-up, a child that stops): each child is asked to finish, then made to. This process is killed
outright: Linux sends each child SIGTERM the moment its parent is gone. Each child leads a process group, so that its
own children go with it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.context import ForkProcess
from pathlib import Path
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


Work = Callable[[], object]


@dataclass
class Children:
    """The child processes of this one, stopped on leaving the `with` block, newest first."""

    running: list[ForkProcess] = field(default_factory=list)
    again: dict[str, Work] = field(default_factory=dict)
    """Those that are started again when they end, and with what."""
    ended: list[float] = field(default_factory=list)
    """When one of these ended."""

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *unused: object) -> None:
        for child in reversed(self.running):
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_TO_FINISH
        for child in reversed(self.running):
            child.join(max(0.0, deadline - time.monotonic()))
            # Whatever is left of its group, even when the child itself has ended.
            _signal_group(child, signal.SIGKILL)
            child.join()

    def start(self, name: str, work: Work, *, again: bool = False) -> ForkProcess:
        """Do this work in a process of its own, which ends with it; `name` is for sentences.

        With `again` it is started again when it ends: the others serve on without it for that moment.
        """
        if again:
            self.again[name] = work
        child = multiprocessing.get_context("fork").Process(
            name=name, target=_work, args=(work, ending_with_this_process())
        )
        child.start()
        with contextlib.suppress(ProcessLookupError):  # it may have ended already
            os.setpgid(_pid(child), _pid(child))
        self.running.append(child)
        return child

    def run(self, name: str, work: Work) -> None:
        """Do this work in a process of its own and wait for its end. Raises CannotStart when it fails."""
        child = self.start(name, work)
        child.join()
        self.running.remove(child)
        if child.exitcode:
            raise CannotStart(f"{name} failed (exit code {child.exitcode}): see the lines above.")

    def check(self) -> None:
        """Raises CannotStart when one of them has ended, or ends too often: together they serve, or not at all."""
        for child in self.running:
            if child.exitcode is None:
                continue
            now = time.monotonic()
            self.ended = [one for one in self.ended if now - one < MINUTE]
            if child.name not in self.again or len(self.ended) >= MOST_A_MINUTE:
                raise CannotStart(f"{child.name} ended by itself (exit code {child.exitcode}): see the lines above.")
            self.ended.append(now)
            print(f"{child.name} ended by itself (exit code {child.exitcode}); it is started again.", flush=True)
            _signal_group(child, signal.SIGKILL)
            self.running.remove(child)
            self.start(child.name, self.again[child.name])
            return

    def wait(self, *, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Wait for ever, calling `meanwhile` twice a second. Raises CannotStart when one of them ends."""
        while True:
            self.check()
            meanwhile()
            time.sleep(0.5)


def _work(work: Work, end_with_parent: Work) -> None:
    """What the child does first: lead its group, be told apart by `ps`, and stop as any process stops."""
    os.setpgid(0, 0)
    with contextlib.suppress(OSError):  # no such thing elsewhere than on Linux
        Path("/proc/self/comm").write_text(multiprocessing.current_process().name)
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(one) is not signal.SIG_IGN:
            signal.signal(one, signal.SIG_DFL)
    end_with_parent()
    work()


def _signal_group(child: ForkProcess, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(_pid(child), number)


def _pid(child: ForkProcess) -> int:
    assert child.pid is not None, "it has been started"
    return child.pid
