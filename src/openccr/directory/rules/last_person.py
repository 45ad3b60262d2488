"""Who would be the last person to come: asked of every service, strategy and contract."""

from __future__ import annotations

SERVICE = "service"
"""The kind that needs no asking."""
