"""A backup of tables that this code does not know is refused before anything is touched (C7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from openccr.site.backups.contents import About
from openccr.site.backups.needs import need_known
from openccr.site.failure import CannotStart

BACKUP = Path("openccr-20261122T020000Z.age")


def about(*migrations: str) -> About:
    return About(made_at="2026-11-22", mode="live", keys={}, code="", postgresql=18, migrations=migrations)


def test_a_backup_of_another_version_is_refused_by_the_name_of_what_is_missing() -> None:
    with pytest.raises(CannotStart, match=r"another version of OpenCCR, which has people\.9999_of_tomorrow"):
        need_known(about("people.0001_initial", "people.9999_of_tomorrow"), BACKUP)


def test_a_backup_of_this_version_or_an_older_one_is_taken() -> None:
    need_known(about("people.0001_initial", "sharing.0001_initial"), BACKUP)
    need_known(about(), BACKUP)
