"""Start the embedded server, wait until nobody uses it, stop it. Run as a file, with the standard library alone.

A process of its own from the first moment: whoever asked for the server may be killed at any time, while it is being
started too, and it is stopped all the same. File descriptor 0 carries the lock that says a watchdog is there, and
the one named by an argument the lock that keeps others from starting the server at the same time.
"""

import fcntl
import os
import pwd
import signal
import subprocess
import sys
from pathlib import Path


def watch(starting: str, user: str, users: str, keep: str, pg_ctl: str, pgdata: str, log: str, options: str) -> None:
    """Serve until the shared lock on the file `users` is free of users, unless the file `keep` exists then.

    `user` is the system user that runs PostgreSQL, empty for this process's own. With `options` empty the server runs
    already. Writes one byte to standard output once it runs, or closes it without when it does not.
    """
    # A terminal's hang-up or Ctrl-C is for the processes that use the server; this one outlives them all.
    for name in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    if user:
        entry = pwd.getpwnam(user)
        os.setgroups([])
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)
    with Path(users).open() as file:
        if not options or run(pg_ctl, "-D", pgdata, "-w", "-t", "60", "-l", log, "-o", options, "start"):
            os.write(1, b"1")
        os.close(1)
        os.close(int(starting))
        fcntl.flock(file, fcntl.LOCK_EX)
        if not Path(keep).exists():
            run(pg_ctl, "-D", pgdata, "-m", "fast", "-w", "-t", "60", "stop")


def run(*command: str) -> bool:
    quiet = subprocess.DEVNULL
    return not subprocess.run(command, cwd="/", stdin=quiet, stdout=quiet, stderr=quiet).returncode


if __name__ == "__main__":
    watch(*sys.argv[1:])
