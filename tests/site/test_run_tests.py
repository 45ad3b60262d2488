"""`./run test` while midnight passes."""

from __future__ import annotations

import json
import subprocess
from contextlib import nullcontext
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest
from django.conf import settings

from openccr.site import testing

EVENING = (date(2026, 11, 23), date(2026, 11, 23))
NEXT_DAY = (date(2026, 11, 24), date(2026, 11, 24))
LAST_HOUR_OF_SUMMER_TIME = (date(2026, 7, 2), date(2026, 7, 1))


class _Runs:
    """What would have been run, with the days the clock shows before and after the first run."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, folder: Path, *, code: int, days: list[tuple[date, date]]
    ) -> None:
        self.again: list[str] | None = None
        failed = folder / "lastfailed"
        failed.write_text(
            json.dumps({"tests/a/test_b.py::test_c": True, "tests/a/test_b.py::test_d[x]": True, "tests/e.py": True})
        )
        clock = iter(days)
        monkeypatch.setattr(testing, "_test_server", nullcontext)
        monkeypatch.setattr(testing, "LAST_FAILED", failed)
        monkeypatch.setattr(testing, "_days", lambda: next(clock))
        monkeypatch.setattr(pytest, "main", lambda arguments: code)
        monkeypatch.setattr(testing.subprocess, "run", self._run)

    def _run(self, command: list[str], check: bool) -> subprocess.CompletedProcess[str]:
        self.again = command
        return subprocess.CompletedProcess(command, 0)


def test_the_days_are_those_of_the_pages_and_the_database_in_whatever_zone_the_machine_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls(2026, 7, 1, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(testing, "datetime", Clock)
    assert testing._days() == LAST_HOUR_OF_SUMMER_TIME
    assert testing.ZONE.key == settings.TIME_ZONE


@pytest.mark.parametrize("after", [NEXT_DAY, (EVENING[0], NEXT_DAY[1])])
def test_what_failed_while_midnight_passed_is_run_once_more_by_whole_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], after: tuple[date, date]
) -> None:
    runs = _Runs(monkeypatch, tmp_path, code=1, days=[EVENING, after])

    assert testing.test(["-q"]) == 0

    assert runs.again is not None
    assert runs.again[-3:] == ["-q", "tests/a/test_b.py", "tests/e.py"]
    assert "2 files in which something failed are run once more" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "days"),
    [
        pytest.param([], 1, [EVENING, EVENING], id="it failed within one day"),
        pytest.param([], 0, [EVENING, NEXT_DAY], id="nothing failed"),
        pytest.param([], 3, [EVENING, NEXT_DAY], id="it broke"),
        pytest.param(["tests/e.py"], 1, [EVENING, NEXT_DAY], id="some tests alone"),
        pytest.param([], 1, [LAST_HOUR_OF_SUMMER_TIME] * 2, id="two days at once, as every summer night"),
    ],
)
def test_otherwise_the_first_result_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], code: int, days: list[tuple[date, date]]
) -> None:
    runs = _Runs(monkeypatch, tmp_path, code=code, days=days)

    assert testing.test(arguments) == code
    assert runs.again is None
