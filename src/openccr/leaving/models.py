"""Who asked for a whole area to be taken out, who agreed, and whether it was made or withdrawn."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy
from openccr.leaving.rules import SIGNERS, Step

_SEEN_BY = "(SELECT openccr.actor_role()) IN ('coordinator', 'lead', 'chair', 'protection_officer')"


class _AskedWall(Partnership):
    """Seen by those who may ask, agree or stop it. Each asks in their own name alone."""

    def own(self, table: str) -> list[Policy]:
        me = "(SELECT openccr.actor_user())"
        # Its reader gets every case, so whoever sees one agency's cases alone may not have it made.
        # Nor whoever is kept out of any of them: it would open the very case that is hidden from them.
        sees_all = "cardinality((SELECT openccr.excluded_files())::uuid[]) = 0"
        coordinates = "(SELECT openccr.actor_whole_area()) IS NOT NULL"
        asks = f"{coordinates} AND {sees_all} AND asked_user = {me}"
        return [
            *super().own(table),
            Policy("seen_by", APP, permissive=False, using=_SEEN_BY, check=_SEEN_BY),
            Policy("asks", APP, command="INSERT", permissive=False, check=asks),
        ]


class AreaExport(Walled):
    """One request to take the area out. It is made by whoever asked, once each of `SIGNERS` has agreed."""

    wall = _AskedWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    recipient = models.CharField(max_length=120, help_text="The age public key that alone opens it.")
    whereabouts = models.BooleanField(help_text="With where people are.")
    asked_user = models.UUIDField()
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["partnership", "-asked_at"], name="area_export_asked")]

    def step(self, kind: Step) -> ExportStep | None:
        """The last step of that kind, if there was one."""
        return max((one for one in self.steps.all() if one.kind == kind), key=lambda one: one.at, default=None)


class _AgreedWall(Partnership):
    """Seen like the request. Each agrees in their own name and office, and nobody to what they asked for."""

    def own(self, table: str) -> list[Policy]:
        me = "(SELECT openccr.actor_user())"
        offices = ", ".join(f"'{office}'" for office in SIGNERS)
        others = "SELECT asked.id FROM leaving_areaexport asked WHERE asked.asked_user <> (SELECT openccr.actor_user())"
        mine = f"by_user = {me} AND office = (SELECT openccr.actor_role()) AND office IN ({offices})"
        agrees = f"{mine} AND export_id IN ({others})"
        return [
            *super().own(table),
            Policy("seen_by", APP, permissive=False, using=_SEEN_BY, check=_SEEN_BY),
            Policy("agrees", APP, command="INSERT", permissive=False, check=agrees),
        ]


class ExportAgreement(Walled):
    """That one of `SIGNERS` agreed to a request: each office once, each person once."""

    wall = _AgreedWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    export = models.ForeignKey(AreaExport, on_delete=models.PROTECT, related_name="agreements")
    office = models.CharField(max_length=30, help_text="Key of `rules.SIGNERS`.")
    by_user = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["export", "office"], name="area_export_office_once"),
            models.UniqueConstraint(fields=["export", "by_user"], name="area_export_person_once"),
        ]


class _StepWall(Partnership):
    """Seen like the request. Each writes in their own name; that it was made, whoever asked for it and has it made."""

    def own(self, table: str) -> list[Policy]:
        me = "(SELECT openccr.actor_user())"
        request = "SELECT 1 FROM leaving_areaexport asked WHERE asked.id = export_id"
        signed = "SELECT count(*) FROM leaving_exportagreement signed WHERE signed.export_id = asked.id"
        agreed = f"asked.asked_user = {me} AND ({signed}) = {len(SIGNERS)}"
        steps = f"by_user = {me} AND EXISTS ({request} AND (kind = '{Step.WITHDRAWN}' OR {agreed}))"
        return [
            *super().own(table),
            Policy("seen_by", APP, permissive=False, using=_SEEN_BY, check=_SEEN_BY),
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
