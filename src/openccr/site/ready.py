"""One call that makes the database ready to be used: server, roles and database."""

from __future__ import annotations

from urllib.parse import urlsplit

import psycopg

from openccr.site import postgres
from openccr.site.databases import Place, place
from openccr.site.environment import Environment, Mode
from openccr.site.failure import CannotStart
from openccr.site.prepare import TEMPLATE, Mark, prepare

PREPARED = "openccr_owner"
"""An outside server's URL that names this role says: an administrator has run `openccr db prepare --print` already."""


def ready(environment: Environment, *, claim: bool = False) -> Place:
    """Start the embedded server when there is no outside one, make the roles and the database, and answer where it is.

    The embedded server runs at least as long as this process. With `claim` the database is this folder's and mode's
    from now on (see `prepare`). Raises CannotStart when the server cannot be started,
    reached or prepared, or when the app's role turns out to be mightier than the walls allow.
    """
    admin_url = administrator_url(environment)
    found = place(environment)
    secrets = environment.secrets()
    if urlsplit(admin_url).username != PREPARED:
        prepare(
            admin_url=admin_url,
            database=found.name,
            owner_password=secrets.openccr_owner,
            app_password=secrets.openccr_app,
            mark=Mark(mode=environment.mode, keys=secrets.fingerprint),
            claim=claim,
        )
    # Tests make their databases from the template; the one the settings name is never touched by them.
    _check(found, database=TEMPLATE if environment.mode is Mode.TEST else found.name, password=secrets.openccr_app)
    return found


def administrator_url(environment: Environment) -> str:
    """The outside server's administrator, or the embedded one's; starts the embedded server when it is not running."""
    if environment.database_url is not None:
        return environment.database_url.get_secret_value()
    return postgres.ensure(environment.folder, bindir=environment.pg_bindir).admin_url


MIGHT = """
SELECT rolsuper OR rolbypassrls OR rolcreaterole OR EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid),
       lower('É') = 'é' AND current_setting('server_encoding') = 'UTF8'
FROM pg_roles AS r WHERE rolname = current_user
"""


def _check(found: Place, *, database: str, password: str) -> None:
    """Sign in as the app's role and look at what it could do: walls do not hold against a role that bypasses them."""
    try:
        with psycopg.connect(found.as_role("openccr_app", password, name=database)) as connection:
            row = connection.execute(MIGHT).fetchone()
    except psycopg.OperationalError as error:
        raise CannotStart(
            f"The role openccr_app cannot sign in to {database} on {found.host}:{found.port}: "
            f"{str(error).strip().splitlines()[-1]}. Run `openccr db prepare` with an administrator's URL."
        ) from error
    mighty, letters = row or (True, False)
    if mighty:
        raise CannotStart(
            "The role openccr_app is superuser, bypasses row security, creates roles or is a member of another role: "
            "the walls would not hold. Take that away from it."
        )
    if not letters:
        raise CannotStart(
            f"The database {database} does not know letters beyond English (its encoding or locale is not UTF-8), "
            f"so names would not be found. Make it anew with ENCODING 'UTF8' and LOCALE 'C.UTF-8'."
        )
