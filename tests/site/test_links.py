"""A link in the documents that leads nowhere is found, with the page it stands on."""

from __future__ import annotations

from pathlib import Path

from openccr.site.links import broken_links


def test_a_link_to_a_file_or_heading_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text(
        "[here](docs/walls.md) [there](docs/walls.md#what-a-wall-is) [away](https://example.org/x)\n"
        "```\n[code](is-not-a-link.md)\n```\n[gone](docs/gone.md) [lost](docs/walls.md#lost)\n"
    )
    (tmp_path / "docs/walls.md").write_text("# Walls\n\n## What a wall is\n[back](../README.md)\n")
    assert broken_links(tmp_path) == [
        "README.md: docs/gone.md leads nowhere; there is no docs/gone.md.",
        "README.md: docs/walls.md#lost leads nowhere; walls.md has no heading lost.",
    ]
