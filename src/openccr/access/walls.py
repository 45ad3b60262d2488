"""The closed list of walls. Every table has one; each is a handful of row-security policies.

The forms were measured (docs/decisions/0003): an inline EXISTS on grants with the actor's keys as one InitPlan costs a
millisecond where a function per row costs seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from openccr.access.counted import COUNTED
from openccr.access.linked import LINKED

APP = "openccr_app"
WALLS = "openccr_walls"
INSIGHT = "openccr_insight"
LINKAGE = "openccr_linkage"
OWNER = "openccr_owner"


@dataclass(frozen=True)
class Policy:
    """One row-security policy as it stands in the catalogue."""

    name: str
    role: str
    command: str = "ALL"
    permissive: bool = True
    using: str | None = None
    check: str | None = None

    def create(self, table: str) -> str:
        parts = [
            f'CREATE POLICY "{self.name}" ON "{table}"',
            f"AS {'PERMISSIVE' if self.permissive else 'RESTRICTIVE'} FOR {self.command} TO {self.role}",
        ]
        if self.using is not None:
            parts.append(f"USING ({self.using})")
        if self.check is not None:
            parts.append(f"WITH CHECK ({self.check})")
        return " ".join(parts)


@dataclass(frozen=True)
class Wall:
    """Base of the closed list. `commands` are the table rights that the application's role gets.

    `changes` names the columns that its UPDATE reaches; empty, it reaches all of them.
    """

    commands: tuple[str, ...] = ("SELECT", "INSERT", "UPDATE", "DELETE")
    changes: tuple[str, ...] = ()
    name: ClassVar[str] = ""

    def policies(self, table: str) -> list[Policy]:
        """The policies of a table with this wall, those for allow-listed functions and migrations first."""
        counted = [Policy("counted", INSIGHT, command="SELECT", using="true")] if table in COUNTED else []
        linked = [Policy("linked", LINKAGE, using="true", check="true")] if table in LINKED else []
        return [Policy("walls", WALLS, using="true", check="true"), *counted, *linked, *self.own(table)]

    def own(self, table: str) -> list[Policy]:
        raise NotImplementedError

    def rights(self) -> list[str]:
        """The application's rights as GRANT writes them."""
        columns = ", ".join(f'"{column}"' for column in self.changes)
        return [f"UPDATE ({columns})" if columns and command == "UPDATE" else command for command in self.commands]

    def simple(self, test: str) -> list[Policy]:
        return [Policy(self.name, APP, using=test, check=test)]


def granted(file: str, *, manages: bool = False) -> str:
    """SQL: the actor holds a grant (one that manages, if so asked), in date, on the file named by the column `file`."""
    return (
        "EXISTS (SELECT 1 FROM casefiles_grant g"
        f" WHERE g.file_id = {file} AND g.key = ANY ((SELECT openccr.actor_keys())::uuid[])"
        f"{' AND g.manages' if manages else ''}"
        # OFFSET 0 keeps the planner from hashing all grants of an agency to show fifty of its files: it probes the
        # index file by file instead (decision 0003).
        " AND g.from_at <= now() AND (g.until_at IS NULL OR g.until_at > now()) OFFSET 0)"
    )


def not_excluded(file: str) -> str:
    """SQL: the actor is not excluded from the file (conflict of interest); beats every grant and role."""
    return f"NOT ({file} = ANY ((SELECT openccr.excluded_files())::uuid[]))"


def known(person: str) -> str:
    """SQL: the person named by the column `person` has a part in a file that the actor sees."""
    return f"EXISTS (SELECT 1 FROM people_part p WHERE p.person_id = {person})"


@dataclass(frozen=True)
class File(Wall):
    """Rows of a case file: seen by whoever holds a grant on the file and is not excluded from it.

    `whole_area` names a column holding the partnership when its coordinators see the row without looking at grants;
    it makes the coordinators' lists fast and is given to the file table alone.
    """

    column: str = "file_id"
    whole_area: str | None = None
    name: ClassVar[str] = "file"

    def own(self, table: str) -> list[Policy]:
        column = f'"{table}"."{self.column}"'
        test = granted(column)
        if self.whole_area:
            test = f"{self.whole_area} = (SELECT openccr.actor_whole_area()) OR {test}"
        out = not_excluded(column)
        return [
            Policy("file", APP, using=test, check=test),
            Policy("excluded", APP, permissive=False, using=out, check=out),
        ]


@dataclass(frozen=True)
class AgencysOwn(File):
    """Rows of a case file that an agency answers for: read as the file is, written by that agency or who manages it.

    `also` names roles that change them on any file they see, `puts` roles that put one in for another agency; `anew`
    is SQL for rows that anybody on the file may put in for another, being no more than asked for.
    """

    agency: str = "agency_id"
    also: tuple[str, ...] = ()
    puts: tuple[str, ...] = ()
    anew: str = ""

    def own(self, table: str) -> list[Policy]:
        owner, file = f'"{table}"."{self.agency}"', f'"{table}"."{self.column}"'
        test = f"{owner} = (SELECT openccr.actor_agency()) OR {granted(file, manages=True)}"
        put = f"{test}{_or_role(self.puts)}{f' OR {self.anew}' if self.anew else ''}"
        changed = f"{test}{_or_role(self.also)}"
        return [
            *super().own(table),
            Policy("put_in_by", APP, command="INSERT", permissive=False, check=put),
            Policy("answers_for_it", APP, command="UPDATE", permissive=False, using=changed),
        ]


def _or_role(roles: tuple[str, ...]) -> str:
    named = ", ".join(f"'{role}'" for role in roles)
    return f" OR (SELECT openccr.actor_role()) IN ({named})" if named else ""


@dataclass(frozen=True)
class WrittenBy(File):
    """Rows of a case file that some roles write and everybody on the file reads (the notes of a hearing)."""

    writers: tuple[str, ...] = ()

    def own(self, table: str) -> list[Policy]:
        roles = ", ".join(f"'{role}'" for role in self.writers)
        test = f"(SELECT openccr.actor_role()) IN ({roles})"
        return [
            *super().own(table),
            Policy("writers_put", APP, command="INSERT", permissive=False, check=test),
            Policy("writers_change", APP, command="UPDATE", permissive=False, using=test),
        ]


@dataclass(frozen=True)
class RoleInFile(Wall):
    """Rows of a case file for some roles only (recourse to funds, adviser's notes, exclusions).

    Whoever holds the file may put a row in (an import must), only the named roles get one out.
    """

    column: str = "file_id"
    roles: tuple[str, ...] = ()
    name: ClassVar[str] = "role_in_file"

    def own(self, table: str) -> list[Policy]:
        column = f'"{table}"."{self.column}"'
        roles = ", ".join(f"'{role}'" for role in self.roles)
        mine = f"(SELECT openccr.actor_role()) IN ({roles}) AND {granted(column)}"
        out = not_excluded(column)
        return [
            Policy("role_in_file", APP, using=mine, check=mine),
            Policy("role_in_file_put", APP, command="INSERT", check=granted(column)),
            Policy("excluded", APP, permissive=False, using=out, check=out),
        ]


@dataclass(frozen=True)
class Part(Wall):
    """A person and what hangs on her: seen through the files she has a part in.

    Anybody acting may write a new row; it stays unseen until the person has a part in a file of theirs, and the part
    is refused for a person they cannot already see (`openccr.may_join`).
    """

    column: str = "person_id"
    fresh: bool = False
    name: ClassVar[str] = "part"

    def own(self, table: str) -> list[Policy]:
        seen = known(f'"{table}"."{self.column}"')
        new = "(SELECT openccr.actor_appointment()) IS NOT NULL" if self.fresh else seen
        return [
            Policy("part", APP, command="SELECT", using=seen),
            Policy("part_insert", APP, command="INSERT", check=new),
            Policy("part_update", APP, command="UPDATE", using=seen, check=seen),
            Policy("part_delete", APP, command="DELETE", using=seen),
        ]


@dataclass(frozen=True)
class Agency(Wall):
    """Rows of one agency, seen by its own appointments."""

    column: str = "agency_id"
    name: ClassVar[str] = "agency"

    def own(self, table: str) -> list[Policy]:
        return self.simple(f'"{table}"."{self.column}" = (SELECT openccr.actor_agency())')


@dataclass(frozen=True)
class Partnership(Wall):
    """Rows of one partnership, read by everybody appointed in it. Written with care: `writers` by role."""

    column: str = "partnership_id"
    writers: tuple[str, ...] = ()
    name: ClassVar[str] = "partnership"

    def own(self, table: str) -> list[Policy]:
        test = f'"{table}"."{self.column}" = (SELECT openccr.actor_partnership())'
        if not self.writers:
            return self.simple(test)
        roles = ", ".join(f"'{role}'" for role in self.writers)
        writes = f"{test} AND (SELECT openccr.actor_role()) IN ({roles})"
        return [
            Policy("partnership", APP, command="SELECT", using=test),
            Policy("partnership_insert", APP, command="INSERT", check=writes),
            Policy("partnership_update", APP, command="UPDATE", using=writes, check=writes),
            Policy("partnership_delete", APP, command="DELETE", using=writes),
        ]


@dataclass(frozen=True)
class Self(Wall):
    """Rows of one account or, `of` an appointment, of that alone: colleagues of the same agency do not see them."""

    column: str = "user_id"
    of: str = "user"
    name: ClassVar[str] = "self"

    def own(self, table: str) -> list[Policy]:
        return self.simple(f'"{table}"."{self.column}" = (SELECT openccr.actor_{self.of}())')


@dataclass(frozen=True)
class System(Wall):
    """The framework's own tables, needed before anybody is known (the queue of jobs). Page code never reads them.

    `commands` is empty for tables that only allow-listed functions and the owner touch. `migrating` tables hold what
    Django's `migrate` itself reads and writes as the owner: forced walls would hide from it what it has done.
    """

    migrating: bool = False
    name: ClassVar[str] = "system"

    def own(self, table: str) -> list[Policy]:
        owners = [Policy("migrating", OWNER, using="true", check="true")] if self.migrating else []
        return [*(self.simple("true") if self.commands else []), *owners]


@dataclass(frozen=True)
class SignIn(Wall):
    """Accounts, sessions and second factors: read and written while the application signs somebody in, by its word."""

    name: ClassVar[str] = "sign_in"

    def own(self, table: str) -> list[Policy]:
        return self.simple("(SELECT openccr.at_sign_in())")


@dataclass(frozen=True)
class Public(Wall):
    """What anybody may know. Read by all, written by the owner's commands and allow-listed functions."""

    commands: tuple[str, ...] = ("SELECT",)
    name: ClassVar[str] = "public"

    def own(self, table: str) -> list[Policy]:
        return [Policy("public", APP, command="SELECT", using="true")]


CLOSED_LIST: tuple[type[Wall], ...] = (File, Part, RoleInFile, Agency, Partnership, Self, System, SignIn, Public)
