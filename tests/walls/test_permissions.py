"""Every declared permission is used, and every used one is declared."""

from __future__ import annotations

import re

from openccr.access.may import permissions
from openccr.site.environment import ROOT
from openccr.ui.registry import all_pages

ASKED = re.compile(r"""(?:must|why_not)\(\s*\w+,\s*f?"([a-z_]+\.[a-z_]+)"|may="([a-z_]+\.[a-z_]+)\"""")


def asked() -> set[str]:
    """Every permission that an operation, a panel or a page asks for."""
    found = {page.may for page in all_pages() if not page.public}
    for path in (ROOT / "src" / "openccr").rglob("*.py"):
        if path.name != "policy.py":
            found |= {first or second for first, second in ASKED.findall(path.read_text(encoding="utf-8"))}
    return found


def test_every_permission_is_asked_for_somewhere() -> None:
    unused = set(permissions()) - asked()
    assert not unused, f"{sorted(unused)}: nobody asks; take them out of policy.py or ask them in an operation"


def test_every_permission_asked_for_is_declared() -> None:
    unknown = asked() - set(permissions()) - {page.may for page in all_pages() if page.public}
    assert not unknown, f"{sorted(unknown)}: declare them in the app's policy.py"
