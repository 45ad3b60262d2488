"""Person ≠ case: a person, the parts she has in files, and what hangs on her, whereabouts sealed."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, File, Policy, known
from openccr.access.walls import Part as PartWall
from openccr.people.rules import PartKind


class Person(Walled):
    """A human being, whatever part they have in whichever file. Names and whereabouts stand in tables of their own."""

    wall = PartWall(column="id", fresh=True, commands=("SELECT", "INSERT", "UPDATE"))

    born_on = models.DateField(null=True)
    born_on_is_expected = models.BooleanField(default=False, help_text="An unborn child's expected date.")
    sex = models.CharField(max_length=20, blank=True, help_text="Key of the pack's equality list; blank: not recorded.")
    ethnicity = models.CharField(max_length=40, blank=True)
    disability = models.CharField(max_length=20, blank=True)
    lgbt = models.CharField(max_length=20, blank=True)
    pregnant = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=20, blank=True)
    died_on = models.DateField(null=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", help_text="The person she was recognised as."
    )

    class Meta:
        indexes = [models.Index(fields=["born_on"], name="person_born_on")]


class PersonName(Walled):
    """One name of a person, with where it came from. `given_key` and `family_key` are what searches compare.

    Equality on keys is used, since it is safe under row security and indexed; likeness is not (decision 0003).
    """

    wall = PartWall(commands=("SELECT", "INSERT", "DELETE"))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    given = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, default="name", help_text="name or alias.")
    given_key = models.CharField(max_length=120)
    family_key = models.CharField(max_length=120)
    source = models.CharField(max_length=120, blank=True)
    from_on = models.DateField(null=True, help_text="From when it was used; empty: not known.")
    until_on = models.DateField(null=True, help_text="Until when; empty: it still is, or nobody knows.")

    class Meta:
        indexes = [
            models.Index(fields=["family_key", "given_key"], name="name_family_given"),
            models.Index(fields=["given_key"], name="name_given"),
        ]


class _PartOfFileWall(File):
    """The file wall, and a part only for a person who is new or already seen by the actor."""

    def own(self, table: str) -> list[Policy]:
        joins = f'(SELECT openccr.may_join("{table}"."person_id"))'
        return [
            *super().own(table),
            Policy("joins", APP, command="INSERT", permissive=False, check=joins),
            # Else a part once given could be turned towards anybody whose id is known.
            Policy("joins_later", APP, command="UPDATE", permissive=False, using="true", check=joins),
        ]


class Part(Walled):
    """The part a person has in a file: the one harmed, the one who harms, a child, another."""

    wall = _PartOfFileWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("person_id",))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in PartKind])
    relationship = models.CharField(max_length=40, blank=True, help_text="To the victim; key of the pack's list.")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["file", "kind"], name="part_file_kind"),
            models.Index(fields=["person"], name="part_person"),
        ]


class WhereSheIsWall(PartWall):
    """The wall of a person, closed to whoever is shut out of any file of hers.

    A brother kept out of a new case may still be on an old one: there he must not read where she has moved to.
    """

    def own(self, table: str) -> list[Policy]:
        out = f'NOT ("{table}"."person_id" = ANY ((SELECT openccr.excluded_people())::uuid[]))'
        return [*super().own(table), Policy("excluded", APP, command="SELECT", permissive=False, using=out)]


class KeptWall(WhereSheIsWall):
    """The same, and a row that is kept to some files is seen through those alone.

    When two records of a person are put together, what told where she was stays with the files that knew it: were the
    two not one after all, an address would have gone to those she fled from.
    """

    def own(self, table: str) -> list[Policy]:
        kept = f"""("{table}"."kept_to" = '[]'::jsonb OR EXISTS (SELECT 1 FROM people_part k
            WHERE k.person_id = "{table}"."person_id" AND jsonb_exists("{table}"."kept_to", k.file_id::text)))"""  # noqa: S608
        return [*super().own(table), Policy("kept", APP, command="SELECT", permissive=False, using=kept)]


class Whereabouts(Walled):
    """Anything that tells where somebody is (security paper, A1): sealed by the application, opened with a reason.

    `match` is a keyed token: equal places have equal tokens, and without the key it says nothing.
    """

    wall = KeptWall(commands=("SELECT", "INSERT", "UPDATE", "DELETE"), changes=("until_on", "retired_at"))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="whereabouts")
    kind = models.CharField(max_length=20, help_text="Key of `rules.places.KINDS`.")
    sealed = models.BinaryField()
    match = models.CharField(max_length=64)
    near = models.JSONField(
        default=list, help_text="Tokens of its street, of its postcode, and of itself without the postcode."
    )
    source = models.CharField(max_length=120, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    retired_at = models.DateTimeField(null=True, help_text="When it was found that the person who harms knows it.")
    kept_to = models.JSONField(default=list, help_text="Ids of the files through which it is seen; empty: any of hers.")
    written_in = models.UUIDField(null=True, help_text="The file in which it was written down, where that is known.")

    class Meta:
        indexes = [
            models.Index(fields=["match"], name="whereabouts_match"),
            models.Index(fields=["person", "kind"], name="whereabouts_person"),
        ]

    @staticmethod
    def is_known() -> models.Func:
        """Whether the person who harms knows a place, to be annotated: it is retired, is the same as one that is, or is
        written down of that person too."""
        return models.Func(
            "person_id", "match", "near", "retired_at",
            function="openccr.place_is_retired", output_field=models.BooleanField(),
        )  # fmt: skip


class BothSeenWall(PartWall):
    """The wall of a person, on both people of a row: whoever sees one alone does not learn that another is like her."""

    def own(self, table: str) -> list[Policy]:
        both = [known(f'"{table}"."{column}"') for column in ("person_id", "other_id")]
        test = " AND ".join(both)
        return [Policy("part", APP, using=test, check=test)]


class NotSame(Walled):
    """Two people whom somebody has looked at and found to be two, so that they are not proposed again.

    `person` has the smaller id of the two, so that a pair stands here once.
    """

    wall = BothSeenWall(commands=("SELECT", "INSERT", "DELETE"))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True, help_text="The appointment that decided.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "other"], name="not_same_once")]
