"""Recommendations of death reviews: what was recommended, what is done, what shows it, and what anybody may read."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy
from openccr.governance.rules.recommendations import RecommendationState

_HERE = '"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
_WHOLE_AREA = "(SELECT openccr.actor_whole_area()) IS NOT NULL"


class _RecommendationWall(Partnership):
    """Read by the partnership. Changed by the coordinator, by the agency that leads it, and by a chair who assures."""

    def own(self, table: str) -> list[Policy]:
        here = _HERE.format(table=table)
        leads = f'"{table}"."agency_id" = (SELECT openccr.actor_agency())'
        changes = f"{here} AND ({_WHOLE_AREA} OR {leads} OR (SELECT openccr.actor_role()) = 'chair')"
        return [
            Policy("partnership", APP, command="SELECT", using=here),
            Policy("partnership_insert", APP, command="INSERT", check=f"{here} AND {_WHOLE_AREA}"),
            Policy("partnership_update", APP, command="UPDATE", using=changes, check=changes),
        ]


class _OfRecommendationWall(Partnership):
    """A milestone, or what shows it: written by whoever answers for its recommendation."""

    def own(self, table: str) -> list[Policy]:
        here = _HERE.format(table=table)
        leads = (
            "EXISTS (SELECT 1 FROM governance_recommendation r"  # noqa: S608 - names of this code alone
            f' WHERE r.id = "{table}"."recommendation_id" AND r.agency_id = (SELECT openccr.actor_agency()))'
        )
        writes = f"{here} AND ({_WHOLE_AREA} OR {leads})"
        return [
            Policy("partnership", APP, command="SELECT", using=here),
            Policy("partnership_insert", APP, command="INSERT", check=writes),
            Policy("partnership_update", APP, command="UPDATE", using=writes, check=writes),
        ]


class _LearningWall(Partnership):
    """Read by anybody; written by the coordinator, and so taken back."""

    def own(self, table: str) -> list[Policy]:
        here = _HERE.format(table=table)
        keeps = f"{here} AND {_WHOLE_AREA} AND (SELECT openccr.actor_role()) = 'coordinator'"
        return [
            Policy("public", APP, command="SELECT", using="true"),
            Policy("partnership_insert", APP, command="INSERT", check=keeps),
            Policy("partnership_update", APP, command="UPDATE", using=keeps, check=keeps),
            Policy("partnership_delete", APP, command="DELETE", using=keeps),
        ]


class Recommendation(Walled):
    """One recommendation of one review, and what becomes of it. It names nobody."""

    wall = _RecommendationWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "kind", "review", "place", "words", "scope", "themes", "smart", "action", "agency_id", "outside", "owner",
            "target_on", "also_in", "objective_id", "state", "moved_at", "reason", "completed_on", "impact",
            "assured_by", "assured_on", "assured_words",
        ),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, help_text="Key of the pack's kinds of review.")
    review = models.CharField(max_length=120, help_text="What the review is called here, without a name of a person.")
    place = models.CharField(max_length=20, help_text="Its number in the review.")
    words = models.TextField()
    scope = models.CharField(max_length=40)
    themes = models.JSONField(default=list, help_text="Keys of the pack.")
    smart = models.JSONField(default=dict, help_text="Key of the pack's word → the answer.")
    action = models.TextField(blank=True)
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    outside = models.CharField(max_length=160, blank=True, help_text="A body outside that leads it.")
    owner = models.CharField(max_length=120, blank=True, help_text="Post, and name if wished.")
    target_on = models.DateField(null=True)
    also_in = models.TextField(blank=True, help_text="Other reviews that recommended the same.")
    objective = models.ForeignKey(
        "governance.Objective", null=True, on_delete=models.SET_NULL, related_name="recommendations"
    )
    state = models.CharField(max_length=20, default=RecommendationState.OPEN)
    reason = models.TextField(blank=True, help_text="Why it is not taken up, or not done after all.")
    completed_on = models.DateField(null=True)
    impact = models.TextField(blank=True, help_text="What it changed, and how that is known.")
    assured_by = models.CharField(max_length=120, blank=True)
    assured_on = models.DateField(null=True)
    assured_words = models.TextField(blank=True, help_text="What whoever assured it has seen.")
    noted_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "review", "place"], name="recommendation_once_in_a_review")
        ]
        indexes = [models.Index(fields=["partnership", "state", "target_on"], name="recommendation_state")]


class Milestone(Walled):
    """A step on the way to a recommendation."""

    wall = _OfRecommendationWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("reached_on", "reached_words"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="milestones")
    words = models.CharField(max_length=300)
    due_on = models.DateField()
    reached_on = models.DateField(null=True)
    reached_words = models.CharField(max_length=300, blank=True)


class RecommendationEvidence(Walled):
    """Something that shows what was done: where it can be seen, and since when."""

    wall = _OfRecommendationWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="evidence")
    words = models.CharField(max_length=500)
    href = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    added_by = models.CharField(max_length=120)


class PublishedRecommendation(Walled):
    """A recommendation as anybody may read it, in words of its own: no review, no owner, no day."""

    wall = _LearningWall(changes=("said", "did", "themes", "led_by", "state", "read_by"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=40, help_text="The area's code, by which its page is found.")
    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="published")
    said = models.TextField()
    did = models.TextField(blank=True)
    themes = models.JSONField(default=list)
    led_by = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=20)
    read_by = models.CharField(max_length=120, help_text="Who read it first, besides whoever published it.")
    on = models.DateField()


class PublishedThemes(Walled):
    """In how many reviews each theme came up, as anybody may read it: suppressed when it was written."""

    wall = _LearningWall(changes=("themes", "counted_on"))

    partnership = models.OneToOneField("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=40)
    themes = models.JSONField(default=dict, help_text="Key of the pack's theme → the number in words.")
    counted_on = models.DateField()
