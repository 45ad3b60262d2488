"""A published version is never edited: records refer to what it said."""

from __future__ import annotations

import pytest

from openccr.content import PackError, check, publish
from openccr.content.files import HASHES
from tests.content.packs import change, copied

DASH = "gb-eng/instruments/dash24@1.toml"
MARAC = "gb-eng/processes/marac.toml"


def said(root):
    return [str(problem) for problem in check([root])]


def test_a_changed_published_instrument_fails_and_is_told_to_publish_a_new_version(tmp_path):
    root = copied(tmp_path)
    change(root / DASH, "Is the victim very afraid?", "Is the victim afraid?")
    (problem,) = said(root)
    assert problem.startswith("gb-eng/instruments, dash24@1:")
    assert "publish a new version, dash24@2" in problem


def test_remarks_and_layout_may_change(tmp_path):
    root = copied(tmp_path)
    change(root / DASH, "[[items]]", "# a remark\n\n[[items]]")
    assert said(root) == []


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("events = 3\n", "events = 4\n", "escalation-three@1"),
        ("threshold = 14\n", "threshold = 13\n", "visible-high-risk@1"),
    ],
)
def test_a_changed_threshold_of_a_published_criterion_fails(tmp_path, old, new, name):
    root = copied(tmp_path)
    change(root / MARAC, old, new)
    assert any(problem.startswith(f"gb-eng/criteria, {name}:") for problem in said(root))


def test_a_changed_period_needs_a_new_version_of_the_process(tmp_path):
    root = copied(tmp_path)
    change(root / MARAC, "days = 5\n", "days = 6\n")
    (problem,) = said(root)
    assert problem.startswith("gb-eng/processes, marac@1:")
    change(root / MARAC, "version = 1\n", "version = 2\n")
    assert publish(root / "gb-eng") == ("marac@2",)
    assert said(root) == []


def test_a_published_instrument_cannot_be_taken_away(tmp_path):
    root = copied(tmp_path)
    (root / DASH).unlink()
    assert any("dash24@1 is gone" in problem for problem in said(root))


def test_a_new_version_is_named_until_it_is_published(tmp_path):
    root = copied(tmp_path)
    text = (root / DASH).read_text(encoding="utf-8").replace("version = 1\n", "version = 2\n")
    (root / "gb-eng/instruments/dash24@2.toml").write_text(text, encoding="utf-8")
    (problem,) = said(root)
    assert "dash24@2 is new and not published" in problem and "openccr content publish gb-eng" in problem
    assert publish(root / "gb-eng") == ("dash24@2",)
    assert said(root) == []


def test_publishing_changes_no_earlier_line(tmp_path):
    root = copied(tmp_path)
    before = (root / "gb-eng" / HASHES).read_text(encoding="utf-8").splitlines()
    assert publish(root / "gb-eng") == ()
    text = (root / DASH).read_text(encoding="utf-8").replace("version = 1\n", "version = 2\n")
    (root / "gb-eng/instruments/dash24@2.toml").write_text(text, encoding="utf-8")
    publish(root / "gb-eng")
    after = (root / "gb-eng" / HASHES).read_text(encoding="utf-8").splitlines()
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


def test_publishing_refuses_while_a_published_version_is_changed(tmp_path):
    root = copied(tmp_path)
    before = (root / "gb-eng" / HASHES).read_bytes()
    change(root / DASH, "Is the victim very afraid?", "Is the victim afraid?")
    with pytest.raises(PackError, match="dash24@1"):
        publish(root / "gb-eng")
    assert (root / "gb-eng" / HASHES).read_bytes() == before
