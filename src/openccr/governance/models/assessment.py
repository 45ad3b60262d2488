"""The self-assessment of the whole response: a round, what was said by each alone, and what was agreed together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy
from openccr.governance.rules.assessment import CONFIDENCE, KINDS, OPEN, RoundState


class _RatingWall(Partnership):
    """Each agency rates alone: it sees and writes its own answers only. The panel's are its worker's, or the
    coordinator's for it.

    Whoever leads the moderation reads all of them, from the day the rating is over: until then not even the
    coordinator sees what others said, nor of a round that is called off before: it may be taken up again.
    """

    def own(self, table: str) -> list[Policy]:
        here = f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        leads = "(SELECT openccr.actor_role()) IN ('coordinator', 'chair', 'commands')"
        # A table's name of this code, never what anybody typed.
        of_round = f'FROM governance_assessmentround r WHERE r.id = "{table}"."round_id"'
        rating = f"EXISTS (SELECT {of_round} AND r.state = '{RoundState.RATING}')"
        over = f"EXISTS (SELECT {of_round} AND r.moved_at IS NOT NULL)"
        mine = f'"{table}"."agency_id" = (SELECT openccr.actor_agency())'
        speaks = "((SELECT openccr.actor_whole_area()) IS NOT NULL OR (SELECT openccr.actor_role()) = 'panel_worker')"
        panel = f'"{table}"."agency_id" IS NULL AND {speaks}'
        writes = f"{here} AND ({mine} OR ({panel})) AND {rating}"
        reads = f"{here} AND ({mine} OR ({panel}) OR ({leads} AND {over}))"
        return [
            Policy("partnership", APP, command="SELECT", using=reads),
            Policy("partnership_insert", APP, command="INSERT", check=writes),
            Policy("partnership_update", APP, command="UPDATE", using=writes, check=writes),
        ]


class _RoundWall(Partnership):
    """Read by the partnership, kept by its coordinator; taken away only while agencies rate, and none has."""

    def own(self, table: str) -> list[Policy]:
        rating = f'"{table}"."state" = \'{RoundState.RATING}\''
        mistake = Policy("opened_by_mistake", APP, command="DELETE", permissive=False, using=rating)
        return [*super().own(table), mistake]


class AssessmentRound(Walled):
    """One time that the partnership looks at itself. The questions are kept as they were asked."""

    wall = _RoundWall(
        commands=("SELECT", "INSERT", "UPDATE", "DELETE"), writers=("coordinator",),
        changes=("state", "moved_at", "rate_by", "called_off_at", "called_off_by", "called_off_why"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=60, help_text="Key and version of the pack's assessment.")
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=12, default=RoundState.RATING)
    rate_by = models.DateField()
    questions = models.JSONField(help_text="Key of the question → component and words, as they were asked.")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)
    moved_at = models.DateTimeField(null=True, help_text="When it went to moderation or was closed.")
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.CharField(max_length=120, blank=True)
    called_off_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership"], condition=Q(state__in=OPEN), name="one_open_assessment")
        ]


class Rating(Walled):
    """What one agency, or the survivors' panel, said to one question: alone, before anybody saw the others'."""

    wall = _RatingWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("score", "confidence", "words", "rated_at", "rated_by"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="ratings")
    agency = models.ForeignKey(
        "partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: the panel."
    )
    question = models.CharField(max_length=60)
    score = models.PositiveSmallIntegerField(null=True, help_text="Empty: they could not say.")
    confidence = models.CharField(max_length=10, choices=list(CONFIDENCE.items()))
    words = models.TextField(blank=True, help_text="What shows it, or what is missing.")
    rated_at = models.DateTimeField()
    rated_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agency", "question"], nulls_distinct=False, name="rated_once_by_each"
            ),
            models.CheckConstraint(condition=Q(score__isnull=True) | Q(score__lte=4), name="score_of_the_scale"),
        ]


class Moderated(Walled):
    """What the meeting agreed on one question, with the dissent that stayed, and what is done about a gap."""

    wall = Partnership(
        commands=("SELECT", "INSERT", "UPDATE"), writers=("coordinator",),
        changes=(
            "score", "words", "dissent", "evidence", "action", "owner", "review_on", "agreed_at", "agreed_by",
        ),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="moderated")
    question = models.CharField(max_length=60)
    score = models.PositiveSmallIntegerField()
    words = models.TextField()
    dissent = models.TextField(blank=True, help_text="Who sees it otherwise, and why: kept beside the score.")
    evidence = models.JSONField(default=list, help_text="Links chosen as evidence: words and address.")
    action = models.CharField(max_length=500, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    review_on = models.DateField(null=True)
    agreed_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "question"], name="moderated_once"),
            models.CheckConstraint(condition=Q(score__lte=4), name="agreed_score_of_the_scale"),
        ]
