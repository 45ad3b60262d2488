"""A run, what it asks the agencies that hold a record, and what it was about, which they do not see."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Agency, Partnership, Policy, System


class _RunWall(Partnership):
    """Counts of a run, for whoever answers for linkage in the partnership."""

    def own(self, table: str) -> list[Policy]:
        here = f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        leads = "(SELECT openccr.actor_role()) IN ('coordinator', 'chair', 'protection_officer', 'commands')"
        return [Policy("partnership", APP, command="SELECT", using=f"{here} AND {leads}")]


class MatchRun(Walled):
    """One comparison of everything at hand. `bands`: pairs that a reviewer may see, by band of probability."""

    wall = _RunWall(commands=("SELECT",))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    records = models.PositiveIntegerField()
    bands = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["partnership", "-at"], name="match_run_at")]


class _HeldWall(Agency):
    """A question to the agency that holds the record. The coordinator sees it once that agency wants to say something,
    and only while the three sign-offs stand.

    Whoever is shut out of the case it is about, or of one of the same person, does not see that it was asked. Nor does
    whoever sent the record: with a list of one name they would ask whether she is known, and be answered here.
    """

    def own(self, table: str) -> list[Policy]:
        mine = f'"{table}"."agency_id" = (SELECT openccr.actor_agency())'
        said = (
            f'("{table}"."partnership_id" = (SELECT openccr.actor_whole_area()) AND "{table}"."answer" = \'say\''
            " AND (SELECT openccr.linkage_open('matching')))"
        )
        not_sent = f'"{table}"."sender_id" IS DISTINCT FROM (SELECT openccr.actor_user())'
        out = f'NOT ("{table}"."about" = ANY ((SELECT openccr.hidden_matches())::uuid[]))'
        return [
            Policy("agency", APP, command="SELECT", using=f"{mine} OR {said}"),
            Policy("agency_update", APP, command="UPDATE", using=mine, check=mine),
            Policy("excluded", APP, permissive=False, using=out, check=out),
            Policy("not_the_sender", APP, permissive=False, using=not_sent, check=not_sent),
        ]


class HeldMatch(Walled):
    """One record that may be of somebody the partnership asks about: its agency says something, or nothing.

    It stands here without the name of whoever asked, without the case, and without any other agency. Written by
    `openccr.keep_case_matches()` and `openccr.ask_holders()` only.
    """

    wall = _HeldWall(
        commands=("SELECT", "UPDATE"),
        changes=("answer", "sealed", "why", "answered_at", "answered_by", "compares"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=64, help_text="Of the record, as in ExtractRecord.")
    sender_id = models.UUIDField(null=True, help_text="Account of whoever sent the record; a colleague answers.")
    about = models.UUIDField(help_text="The case match or the flag it belongs to; it opens nothing.")
    kind = models.CharField(max_length=10, help_text="case or missing.")
    likely = models.BooleanField(help_text="False: possible, and worth a look.")
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    answer = models.CharField(max_length=10, blank=True, help_text="say or nothing; empty: not answered.")
    why = models.CharField(max_length=300, blank=True, help_text="Why something, or nothing, is said.")
    sealed = models.BinaryField(default=bytes, help_text="What is said, for the coordinator.")
    compares = models.BooleanField(default=False, help_text="The agency lets its record be compared by a reviewer.")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about", "agency", "token"], name="asked_once_of_a_record"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | Q(answer__in=("say", "nothing"), answered_at__isnull=False),
                name="answer_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["agency", "answer_by"], condition=Q(answer=""), name="held_match_open")]


class CaseMatch(Walled):
    """Somebody of a case whom another agency may hold. No page reads it: `openccr.answered_matches()` gives a part."""

    wall = System(commands=())

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    file_id = models.UUIDField()
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "file_id"], name="case_match_once")]
