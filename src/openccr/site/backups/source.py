"""What is backed up, of this process's environment."""

from __future__ import annotations

from psycopg.conninfo import make_conninfo

from openccr.access.walls import OWNER
from openccr.site.backups.making import Source
from openccr.site.databases import place
from openccr.site.environment import Environment
from openccr.site.ready import administrator_url


def source_of(site: Environment, *, database: str | None = None) -> Source:
    """The data folder and database of `site`; `database` names another one on its server."""
    secrets = site.secrets()
    found = place(site)
    return Source(
        data=site.folder,
        mode=site.mode,
        owner=found.as_role(OWNER, secrets.openccr_owner, name=database),
        admin=make_conninfo(administrator_url(site), dbname=database or found.name),
        secrets=site.secrets_folder,
        bindir=site.pg_bindir,
    )
