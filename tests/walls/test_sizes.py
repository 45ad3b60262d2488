"""Files stay small: someone new finds any rule in one minute."""

from __future__ import annotations

from openccr.site.environment import ROOT
from tests.walls.sources import files

LONGEST = 300


def test_no_file_of_the_code_is_too_long() -> None:
    lengths = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n")
        for path in files("src", endings=(".py", ".sql", ".html", ".js"))
    }
    long = {path: lines for path, lines in lengths.items() if lines > LONGEST}
    assert not long, f"{long}: split them by noun"
