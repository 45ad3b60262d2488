"""What everybody who is signed in may do."""

from __future__ import annotations

from openccr.access.may import Rule, appointed, signed_in

MAY: dict[str, Rule] = {"site.home": signed_in, "site.practice": appointed}
