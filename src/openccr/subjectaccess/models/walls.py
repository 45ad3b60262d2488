"""Who reads requests: that somebody asked, and whether there is a record, is itself kept from most."""

from __future__ import annotations

from openccr.access.walls import APP, Partnership, Policy

COORDINATES = "(SELECT openccr.actor_whole_area()) IS NOT NULL"
PROTECTS = "(SELECT openccr.actor_role()) = 'protection_officer'"
READS = f"({COORDINATES} OR {PROTECTS} OR (SELECT openccr.actor_role()) = 'commands')"
"""SQL: a coordinator of the area, its data protection officer, or a command of the area itself."""
ME = "(SELECT openccr.actor_user())"


class RequestsWall(Partnership):
    """Read by the area's coordinators and its data protection officer, and written by the first alone."""

    writer = COORDINATES

    def own(self, table: str) -> list[Policy]:
        return [
            *super().own(table),
            Policy("readers", APP, command="SELECT", permissive=False, using=READS),
            Policy("puts", APP, command="INSERT", permissive=False, check=self.writer),
            Policy("changes", APP, command="UPDATE", permissive=False, using=COORDINATES),
        ]
