"""The test database: made by its owner as a real one is, used as the application's role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import Context, Template
from hypothesis import HealthCheck, settings

from openccr.site.settling import settle
from tests.copies import own_database
from tests.makers import Area, build_area, make_area

pytest_plugins = ["tests.walls.canary_watch"]

# How long an example takes is the machine's affair, and a run says the same of the same code wherever it is made:
# `./run bench badinput` is what looks for examples that nobody has met yet.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


DRAW = Template._render


@pytest.fixture(scope="session", autouse=True)
def templates_told_of_once(django_test_environment: None) -> None:
    """Tests read a page's context. Django copies it for each of the hundred templates that a page is made of; once, for
    the outermost, is enough.
    """
    telling = Template._render

    def render(template: Template, context: Context) -> str:
        return telling(template, context) if context.template is template else DRAW(template, context)

    Template._render = render


def pytest_collection_finish() -> None:
    """Thousands of loaded tests need not be searched by Python again and again: as where pages are served."""
    settle()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: object,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """The test database with its standing area, written by the owner once.

    In place of pytest-django's own fixture, which makes only the databases that tests name: here nobody but the owner
    can make one, and tests use it as the application's role.
    """
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases

    from openccr.access.owning import as_walls
    from openccr.partnership.models import Partnership

    verbosity = request.config.option.verbose
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=verbosity,
            interactive=False,
            aliases={"default", "owner"},
            serialized_aliases=set(),  # nothing here flushes the database and puts it back
            keepdb=django_db_keepdb and not django_db_createdb,
        )
        with as_walls() as owner:
            missing = not Partnership.objects.using(owner).exists()
        if missing:
            build_area()
        make_area()
    yield
    if not django_db_keepdb:
        connections.close_all()  # else the database is still in use
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=verbosity)


@pytest.fixture
def area(db: None) -> Area:
    """The standing area: agencies and the personas. Nobody is on any case yet."""
    return make_area()


@pytest.fixture
def folder(settings: object, tmp_path: Path) -> Path:
    """A data folder of the test's own, for files that are kept and papers that are made."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: object) -> Iterator[Area]:
    """The standing area in a database of the test's own, in which everything is committed as in a real one.

    For what `area` cannot show: other connections, the worker, seals. Not together with `db` or `area`.
    """
    with django_db_blocker.unblock(), own_database("committed"):
        yield make_area()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--take-matrix", action="store_true", help="take the page × person matrix over as it is now")


LONG = ("test_pages_in_browser", "test_who_may_what")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: one begun at the end keeps a single worker busy while the others have nothing left."""

    def place(item: pytest.Item) -> int:
        if item.path.parent.name == "walls" and item.path.stem == "test_pages":
            return 0
        return 1 if item.path.parent.name == "journeys" else 2 if item.path.stem in LONG else 3

    items.sort(key=place)
