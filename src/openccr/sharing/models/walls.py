"""What the walls of this app share."""

from __future__ import annotations

from openccr.access.walls import APP, File, Policy


class InOwnName(File):
    """The file wall, append-only, and nobody writes a row in another's name."""

    def own(self, table: str) -> list[Policy]:
        mine = f'"{table}"."decided_by" = (SELECT openccr.actor_appointment())'
        return [*super().own(table), Policy("own_name", APP, command="INSERT", permissive=False, check=mine)]
