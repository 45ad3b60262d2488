"""Nothing a person typed becomes markup, and no page needs an exception from the content security policy."""

from __future__ import annotations

import re

import pytest

from openccr.site.environment import ROOT
from tests.walls.sources import files

FORBIDDEN = {
    "switches escaping off": re.compile(r"\|\s*safe(seq)?\b|\{%-?\s*autoescape\s+off"),
    "has a style in it": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "has a handler in it": re.compile(r"""\son[a-z]+\s*=\s*["']""", re.IGNORECASE),
    "has a script in it": re.compile(r"<script\b(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE),
    "runs an address": re.compile(r"""["'=]\s*javascript:""", re.IGNORECASE),
    "shows a page of another site": re.compile(r"<(iframe|object|embed)\b|src=\"(https?:)?//", re.IGNORECASE),
}
COMMENT = re.compile(r"\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}|\{#.*?#\}", re.DOTALL)

MAY_MARK_SAFE = {
    "src/openccr/accounts/adapters.py": "the picture of a new second factor is drawn here, from no words of anybody's",
    "src/openccr/ui/bound_fields.py": "joins what the design system's macros and Django's widgets have escaped",
    "src/openccr/ui/drawn_once.py": "puts escaped text into the boxes of a field that the design system's macros drew",
    "src/openccr/ui/components.py": "the design system's own macros escape what they are given",
    "src/openccr/ui/rows.py": "joins the cells of a table, each escaped",
    "src/openccr/ui/todos.py": "joins the lines of a to-do list, each escaped",
    "src/openccr/ui/templatetags/openccr.py": "joins escaped lines with <br>",
}
"""Files that may call markup safe, and why they may."""


def faults(template: str) -> list[str]:
    text = COMMENT.sub("", template)
    return [fault for fault, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_no_template_switches_escaping_off_or_needs_more_than_the_policy_gives() -> None:
    found = {
        str(path.relative_to(ROOT)): wrong
        for path in files("src", endings=(".html", ".svg", ".txt"))
        if "templates" in path.parts and (wrong := faults(path.read_text(encoding="utf-8")))
    }
    assert not found, f"{found}: escape it, give it a class, or put the script into ui/assets"


@pytest.mark.parametrize(
    "template",
    [
        "{{ name|safe }}", "{{ name | safe }}", "{% autoescape off %}", '<p style="x">', "<style>",
        "<script>x</script>",
        '<a onclick="x">', "<a ONCLICK='x'>", '<a href="javascript:x">', '<img src="https://elsewhere.example/x">',
        "<iframe>", '<script src="//elsewhere.example/x.js"></script>',
    ],
)  # fmt: skip
def test_each_of_them_would_be_found(template: str) -> None:
    assert faults(template)


@pytest.mark.parametrize(
    "template",
    ["{{ name }}", "{# |safe #}", "<script src=\"{% static 'x.js' %}\" defer>", '<p data-one="a" class="style">'],
)
def test_what_is_allowed_is_not(template: str) -> None:
    assert not faults(template)


def test_markup_is_called_safe_only_where_it_is_said_why() -> None:
    calling = {
        str(path.relative_to(ROOT))
        for path in files("src", endings=(".py",))
        if re.search(r"\bmark_safe\(|\bSafeString\(|\bMarkup\(", path.read_text(encoding="utf-8"))
    }
    assert calling == set(MAY_MARK_SAFE), "escape it with format_html, or name the file and say why"
