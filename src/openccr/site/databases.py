"""Where the database is: the outside server of OPENCCR_DATABASE_URL, or the embedded one's remembered port."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from psycopg.conninfo import make_conninfo

from openccr.site import postgres
from openccr.site.environment import Environment
from openccr.site.keys import Secrets
from openccr.site.prepare import TEMPLATE

NAME = "openccr"
WHEN_ASKED = sys.maxsize
"""How often a statement is sent before the driver has the database keep it: never, unless `access/prepared.py` asks."""
MAINTENANCE = frozenset({"", "postgres", "template1"})
"""Databases that an administrator's URL may name without meaning that OpenCCR's tables go there."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One database on one server."""

    host: str
    port: int
    name: str
    options: dict[str, str]
    """What stood after `?` in the administrator's URL, such as `sslmode`."""

    def as_role(self, role: str, password: str, *, name: str | None = None) -> str:
        """Connection string for `role`, password included: never for a log. `name` is another database there."""
        whole: dict[str, Any] = {**self.options, "host": self.host, "port": self.port, "dbname": name or self.name}
        return make_conninfo(**whole, user=role, password=password, connect_timeout=10)


def place(environment: Environment) -> Place:
    """Where the database is, without starting or asking it; before the embedded server's first start the port is 0."""
    if environment.database_url is None:
        port = postgres.remembered_port(environment.folder)
        return Place(host=postgres.HOST, port=port, name=NAME, options={})
    url = urlsplit(environment.database_url.get_secret_value())
    named = unquote(url.path.strip("/"))
    return Place(
        host=unquote(url.hostname or ""),
        port=url.port or 5432,
        name=NAME if named in MAINTENANCE else named,
        options=dict(parse_qsl(url.query)),
    )


def databases(environment: Environment, secrets: Secrets) -> dict[str, dict[str, Any]]:
    """Django's two connections: `default` as the application's role, `owner` as the one that migrates."""
    found = place(environment)
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": found.host,
        "PORT": found.port,
        "NAME": found.name,
        "OPTIONS": found.options,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
    return {
        "default": {
            **common,
            "USER": "openccr_app",
            "PASSWORD": secrets.openccr_app,
            # Values go apart from the statement. PostgreSQL shows every session of a role the statements of its other
            # sessions, and with the values in them those would be names, and the signed tokens of whoever acts there.
            "OPTIONS": {**found.options, "server_side_binding": True, "prepare_threshold": WHEN_ASKED},
            # Tests make one database as its owner and run as the application's role.
            "TEST": {"MIRROR": "owner"},
        },
        "owner": {
            **common,
            "USER": "openccr_owner",
            "PASSWORD": secrets.openccr_owner,
            # A bare copy of template1 would lack the owner's rights on PostgreSQL 15 (see prepare.RIGHTS).
            "TEST": {"TEMPLATE": TEMPLATE},
        },
    }
