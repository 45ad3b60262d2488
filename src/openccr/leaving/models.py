"""Who asked for a whole area to be taken out, who agreed, and whether it was made or withdrawn."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy
from openccr.leaving.rules import Step

_LEADS = "(SELECT openccr.actor_role()) IN ('coordinator', 'lead', 'chair')"


class _TwoPeopleWall(Partnership):
    """Seen by those who may ask or agree. Each writes in their own name alone, and nobody agrees with themselves."""

    def own(self, table: str) -> list[Policy]:
        me = "(SELECT openccr.actor_user())"
        # Its reader gets every case, so whoever sees one agency's cases alone may not have it made.
        # Nor whoever is kept out of any of them: it would open the very case that is hidden from them.
        sees_all = "cardinality((SELECT openccr.excluded_files())::uuid[]) = 0"
        coordinates = "(SELECT openccr.actor_whole_area()) IS NOT NULL"
        asks = f"{coordinates} AND {sees_all} AND asked_user = {me} AND agreed_at IS NULL"
        return [
            *super().own(table),
            Policy("leads", APP, permissive=False, using=_LEADS, check=_LEADS),
            Policy("asks", APP, command="INSERT", permissive=False, check=asks),
            Policy(
                "agrees", APP, command="UPDATE", permissive=False,
                using=f"asked_user <> {me} AND agreed_at IS NULL", check=f"agreed_user = {me}",
            ),
        ]  # fmt: skip


class AreaExport(Walled):
    """One request to take the area out. It is made by whoever asked, once another person has agreed."""

    wall = _TwoPeopleWall(
        commands=("SELECT", "INSERT", "UPDATE"), changes=("agreed_user", "agreed_by", "agreed_at")
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    recipient = models.CharField(max_length=120, help_text="The age public key that alone opens it.")
    whereabouts = models.BooleanField(help_text="With where people are.")
    asked_user = models.UUIDField()
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    agreed_user = models.UUIDField(null=True)
    agreed_by = models.CharField(max_length=120, blank=True)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="area_leaves_by_two_people",
                condition=Q(agreed_user__isnull=True) | ~Q(agreed_user=F("asked_user")),
            )
        ]
        indexes = [models.Index(fields=["partnership", "-asked_at"], name="area_export_asked")]

    def step(self, kind: Step) -> ExportStep | None:
        """The last step of that kind, if there was one."""
        return max((one for one in self.steps.all() if one.kind == kind), key=lambda one: one.at, default=None)


class _StepWall(Partnership):
    """Seen like the request. Each writes in their own name; that it was made, whoever asked for it and has it made."""

    def own(self, table: str) -> list[Policy]:
        me = "(SELECT openccr.actor_user())"
        request = "SELECT 1 FROM leaving_areaexport asked WHERE asked.id = export_id"
        agreed = f"asked.asked_user = {me} AND asked.agreed_at IS NOT NULL"
        steps = f"by_user = {me} AND EXISTS ({request} AND (kind = '{Step.WITHDRAWN}' OR {agreed}))"
        return [
            *super().own(table),
            Policy("leads", APP, permissive=False, using=_LEADS, check=_LEADS),
            Policy("steps", APP, command="INSERT", permissive=False, check=steps),
        ]


class ExportStep(Walled):
    """What became of a request: made, as often as it was, or withdrawn."""

    wall = _StepWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    export = models.ForeignKey(AreaExport, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    by_user = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
