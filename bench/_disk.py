"""A disk of its own for a measurement, in a file: it can be cut off as by a loss of power, and be filled.

Linux, as root, with loop devices and ext4. A cut is ext4's own shutdown without writing its journal out: whatever was
not waited for with fsync, or had not gone by itself, is gone when the disk is mounted again.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench._crash_service import CASES, ISSUE, Service
from bench._crash_writers import Assessor, Referrer, Writer

SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2
"""EXT4_IOC_SHUTDOWN and its flag (Linux, fs/ext4/ext4.h): stop at once, and do not write the journal."""
LAZY = "loop,commit=300,data=ordered"
"""The file system writes by itself as seldom as it can, so that a cut takes what was not waited for."""


class Disk:
    """A mounted disk of `size` bytes."""

    def __init__(self, scratch: Path, *, size: int) -> None:
        self.image, self.folder = scratch / "disk.image", scratch / "disk"
        self.ballast = self.folder / "ballast"
        with self.image.open("wb") as file:
            file.truncate(size)
        self.folder.mkdir(mode=0o755)
        _run("mkfs.ext4", "-q", "-m", "0", str(self.image))
        self.mount()

    def mount(self) -> None:
        """Mount it, mending it from its journal."""
        _run("mount", "-o", LAZY, str(self.image), str(self.folder))

    def cut(self) -> None:
        """The power goes: nothing more is written, and what waits in memory never is."""
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(descriptor)

    def unmount(self) -> None:
        """Unmount it, once nobody holds it."""
        for _ in range(100):
            if subprocess.run(["umount", str(self.folder)], capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.1)
        _run("umount", str(self.folder))

    def free(self) -> int:
        """Bytes that are free."""
        return shutil.disk_usage(self.folder).free

    def fill(self, *, leaving: int) -> Path:
        """Take all space but so many bytes. Returns the file that takes it; removing it gives it back."""
        self.ballast.unlink(missing_ok=True)
        with self.ballast.open("wb") as file:
            piece = 2**26
            while piece >= 4096:
                size = min(piece, self.free() - leaving)
                try:
                    os.posix_fallocate(file.fileno(), file.seek(0, os.SEEK_END), max(1, size))
                except OSError:  # the file system keeps some for itself
                    piece //= 2
                if size < 4096:
                    break
        return self.ballast


@contextmanager
def site_on_a_disk(
    what: str, *, size: int, clients: int, pause: float
) -> Iterator[tuple[Service, Disk, list[Writer]] | None]:
    """A started site on a disk of its own, beside it a folder to work in, and those who are to write; None where no
    such disk can be made. All of it is gone afterwards.

    Args:
        size: bytes of the disk.
        clients: systems that refer by the interface, beside two people who assess.
        pause: seconds between a system's referrals.
    """
    scratch = Path(tempfile.mkdtemp(prefix=f"openccr-{what}-", dir="/tmp"))
    scratch.chmod(0o755)
    if not possible(scratch):
        scratch.rmdir()
        yield None
        return
    disk = Disk(scratch, size=size)
    (disk.folder / "site").mkdir(mode=0o755)
    site = Service(disk.folder / "site")
    try:
        site.start()
        writers: list[Writer] = [Referrer(site, one, pause=pause) for one in site.told(ISSUE.format(clients=clients))]
        writers += [Assessor(site, "coordinator", site.told(CASES), pause=0.1) for _ in range(2)]
        yield site, disk, writers
    finally:
        disk.ballast.unlink(missing_ok=True)
        site.stop()
        disk.unmount()
        shutil.rmtree(scratch, ignore_errors=True)


def possible(scratch: Path) -> bool:
    """Whether a disk in a file can be made, cut off and mounted here, and whether a cut takes what was not waited for.

    A control: without it, a machine whose disk keeps everything would pass as well.
    """
    if os.geteuid() or not shutil.which("mkfs.ext4"):
        return False
    try:
        disk = Disk(scratch, size=64 * 2**20)
    except RuntimeError:
        return False
    try:
        os.sync()
        _write(disk.folder / "waited", wait=True)
        _write(disk.folder / "not-waited", wait=False)
        disk.cut()
        disk.unmount()
        disk.mount()
        kept = [name for name in ("waited", "not-waited") if _whole(disk.folder / name)]
        return kept == ["waited"]
    finally:
        disk.unmount()
        disk.image.unlink()
        disk.folder.rmdir()


CONTENTS = b"written" * 4096


def _write(path: Path, *, wait: bool) -> None:
    with path.open("wb") as file:
        file.write(CONTENTS)
        file.flush()
        if wait:
            os.fsync(file.fileno())
            folder = os.open(path.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)


def _whole(path: Path) -> bool:
    return path.exists() and path.read_bytes() == CONTENTS


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
