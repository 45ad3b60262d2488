"""The walls of groups: who reads what a group does, and whose counts stay from whom.

`openccr.closed_boards()` are the groups whose work this actor does not read: closed ones that they do not sit in, and
commissioning groups while their agency has an interest in a contract. `openccr.boards_led()` are those they chair or
write for, `openccr.rival_agencies()` those that compete with theirs.
"""

from __future__ import annotations

from openccr.access.walls import APP, Partnership, Policy

KEEPS = "(SELECT openccr.actor_whole_area()) IS NOT NULL"
LED = "ANY ((SELECT openccr.boards_led())::uuid[])"
_CLOSED = "ANY ((SELECT openccr.closed_boards())::uuid[])"
_TAKES_OUT = "(SELECT openccr.actor_role()) = 'commands'"


def here(table: str) -> str:
    """SQL: the row is of the actor's partnership."""
    return f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'


def mine(table: str, column: str = "agency_id") -> str:
    """SQL: the row is of the actor's agency."""
    return f'"{table}"."{column}" = (SELECT openccr.actor_agency())'


def of_three(reads: str, puts: str, changes: str) -> list[Policy]:
    """Policies for reading, putting in and changing."""
    return [
        Policy("partnership", APP, command="SELECT", using=reads),
        Policy("partnership_insert", APP, command="INSERT", check=puts),
        Policy("partnership_update", APP, command="UPDATE", using=changes, check=changes),
    ]


class KeptWall(Partnership):
    """Read by the partnership, written by its coordinator."""

    def own(self, table: str) -> list[Policy]:
        writes = f"{here(table)} AND {KEEPS}"
        return of_three(here(table), writes, writes)


class LedWall(Partnership):
    """Read by the partnership, closed groups or not; written by the coordinator and whoever leads the group."""

    def own(self, table: str) -> list[Policy]:
        writes = f'{here(table)} AND ({KEEPS} OR "{table}"."board_id" = {LED})'
        return of_three(here(table), writes, writes)


class BoardWall(Partnership):
    """What a group does: read by the partnership unless the group is closed to them; written by who leads it."""

    def own(self, table: str) -> list[Policy]:
        board = f'"{table}"."board_id"'
        reads = f"{here(table)} AND NOT ({board} = {_CLOSED})"
        writes = f"{reads} AND ({KEEPS} OR {board} = {LED})"
        return of_three(reads, writes, writes)


class AgendaWall(BoardWall):
    """The same, and whoever leads the group takes an item out again before the sitting is held."""

    def own(self, table: str) -> list[Policy]:
        board = f'"{table}"."board_id"'
        takes_out = f"{here(table)} AND NOT ({board} = {_CLOSED}) AND ({KEEPS} OR {board} = {LED})"
        return [*super().own(table), Policy("partnership_delete", APP, command="DELETE", using=takes_out)]


class CountedWall(Partnership):
    """Who came, what they brought, what they read: each agency sees its own; the coordinator and whoever leads the
    group see others', but never those of an agency that competes with theirs.

    `own_name`: an agency's people put in their own rows (that they opened a paper, what their time is).
    """

    own_name = False

    def own(self, table: str) -> list[Policy]:
        board, agency = f'"{table}"."board_id"', f'"{table}"."agency_id"'
        open_here = f"{here(table)} AND NOT ({board} = {_CLOSED})"
        rival = f"{agency} = ANY ((SELECT openccr.rival_agencies())::uuid[])"
        leads = f"({KEEPS} OR {board} = {LED}) AND NOT ({rival})"
        writes = f"{open_here} AND ({KEEPS} OR {board} = {LED})"
        puts = f"{open_here} AND {mine(table)}" if self.own_name else writes
        return of_three(f"{open_here} AND ({mine(table)} OR {_TAKES_OUT} OR ({leads}))", puts, writes)


class OpenedWall(CountedWall):
    """The same, put in by whoever it is of."""

    own_name = True


class PassedWall(Partnership):
    """A matter between two groups: read by who may read one of them; put in by who leads the one it comes from, or by
    any agency for itself; answered by who leads the one it goes to."""

    def own(self, table: str) -> list[Policy]:
        sent, got = f'"{table}"."from_board_id"', f'"{table}"."to_board_id"'
        reads = f"{here(table)} AND NOT ({sent} = {_CLOSED} AND {got} = {_CLOSED})"
        puts = f"{here(table)} AND NOT ({sent} = {_CLOSED}) AND ({KEEPS} OR {sent} = {LED} OR {mine(table)})"
        answers = f"{here(table)} AND NOT ({got} = {_CLOSED}) AND ({KEEPS} OR {got} = {LED})"
        return of_three(reads, puts, answers)


class InterestWall(Partnership):
    """The register of conflicts of interest: the coordinator, chairs, and each agency its own."""

    def own(self, table: str) -> list[Policy]:
        sees = f"{KEEPS} OR {mine(table)}"
        leads = "(SELECT openccr.actor_role()) IN ('chair', 'commands')"
        writes = f"{here(table)} AND ({sees})"
        return of_three(f"{here(table)} AND ({sees} OR {leads})", writes, writes)


class DynamicsWall(Partnership):
    """How partners stand to one another: the coordinator, who writes it, and chairs."""

    def own(self, table: str) -> list[Policy]:
        leads = "(SELECT openccr.actor_role()) IN ('chair', 'commands')"
        writes = f"{here(table)} AND {KEEPS}"
        return of_three(f"{here(table)} AND ({KEEPS} OR {leads})", writes, writes)


class LeaveWall(Partnership):
    """A provider's leave, given and taken back by its own people and by nobody for it."""

    def own(self, table: str) -> list[Policy]:
        writes = f"{here(table)} AND {mine(table)}"
        return of_three(f"{here(table)} AND ({KEEPS} OR {mine(table)} OR {_TAKES_OUT})", writes, writes)
