"""Pairs for a person to decide, and what their decisions teach."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Agency, Partnership, Policy, known
from openccr.linkage.rules.review import SURE, PairState


class _PairWall(Agency):
    """Two records of one agency are that agency's; two people of cases are whoever's who sees both of them.

    A record of one agency beside that of another is nobody's to look at: their pair is made only once both have said
    that theirs may be compared, and stands under the coordinator, who opens it by `openccr.compared_records()`, while
    the three sign-offs stand.
    """

    def own(self, table: str) -> list[Policy]:
        mine = f'"{table}"."agency_id" = (SELECT openccr.actor_agency())'
        both = " AND ".join(known(f'"{table}"."{column}"') for column in ("one_id", "other_id"))
        people = (
            f'"{table}"."kind" = \'people\' AND "{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
            f" AND {both}"
        )
        across = (
            f'"{table}"."kind" = \'across\' AND "{table}"."partnership_id" = (SELECT openccr.actor_whole_area())'
            " AND (SELECT openccr.linkage_open('matching'))"
        )
        test = f"{mine} OR ({people}) OR ({across})"
        return [
            Policy("agency", APP, command="SELECT", using=test),
            Policy("agency_update", APP, command="UPDATE", using=test, check=test),
        ]


class ReviewPair(Walled):
    """Two records, or two people of cases, of which a person says whether they are one.

    `evidence`: what each part of the comparison added to the log-odds, without any value that was compared.
    """

    wall = _PairWall(
        commands=("SELECT", "UPDATE"),
        changes=(
            "state", "decision", "reason", "decided_at", "decided_by", "decider_id", "second", "second_at", "second_by",
            "seconder_id",
        ),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, help_text="records, people or across.")
    one_id = models.UUIDField(help_text="Of the record or the person.")
    other_id = models.UUIDField()
    tokens = models.CharField(max_length=64, help_text="Keyed token of the two, whichever run finds them.")
    probability = models.FloatField()
    band = models.PositiveSmallIntegerField()
    sampled = models.BooleanField(help_text="Drawn at random, to measure by.")
    evidence = models.JSONField(default=list)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=PairState.WAITING)
    decision = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decider_id = models.UUIDField(null=True, help_text="The account that decided: another one confirms.")
    second = models.TextField(blank=True, help_text="What the second person says.")
    second_at = models.DateTimeField(null=True)
    second_by = models.CharField(max_length=120, blank=True)
    seconder_id = models.UUIDField(null=True, help_text="The account of the second person.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "tokens"], name="pair_once"),
            models.CheckConstraint(condition=Q(decision="") | Q(decided_at__isnull=False), name="decision_has_a_time"),
            # What `rules.review.consequential` says, where nothing of the code can pass it by.
            models.CheckConstraint(
                name="consequential_pair_decided_by_two",
                condition=~Q(state="decided")
                | (Q(seconder_id__isnull=False) & ~Q(seconder_id=F("decider_id")))
                | ~(
                    (Q(decision="same") & (~Q(kind="records") | Q(probability__lt=SURE)))
                    | Q(decision="different", probability__gte=SURE)
                ),
            ),
        ]
        indexes = [models.Index(fields=["partnership", "state", "-probability"], name="review_pair_queue")]


class AreaWeights(Walled):
    """What an area's own decisions changed: log-odds × slope + intercept. The newest counts."""

    wall = Partnership(commands=("SELECT", "INSERT"), writers=("coordinator", "commands"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    intercept = models.FloatField()
    slope = models.FloatField()
    decisions = models.PositiveIntegerField(help_text="On how many decisions it rests.")
    fitted_at = models.DateTimeField()
    fitted_by = models.CharField(max_length=120)
