"""Who agreed that agencies' records are compared: the board, the data protection officer, the survivors' panel."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy
from openccr.linkage.rules.signoffs import SIGNS, Body, Use


class _SignOffWall(Partnership):
    """Read by the partnership; each body signs by its own role and in its own name, and any signatory stops it."""

    def own(self, table: str) -> list[Policy]:
        here = f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        role = "(SELECT openccr.actor_role())"
        signs = {body: ", ".join(f"'{one}'" for one in sorted(roles)) for body, roles in SIGNS.items()}
        by_body = " OR ".join(
            f'("{table}"."body" = \'{body}\' AND {role} IN ({named}))' for body, named in signs.items()
        )
        me = (
            f'"{table}"."appointment_id" = (SELECT openccr.actor_appointment())'
            f' AND "{table}"."user_id" = (SELECT openccr.actor_user())'
        )
        anyone = ", ".join(f"'{one}'" for one in sorted({one for roles in SIGNS.values() for one in roles}))
        return [
            Policy("partnership", APP, command="SELECT", using=here),
            Policy("partnership_insert", APP, command="INSERT", check=f"{here} AND ({by_body}) AND {me}"),
            Policy("partnership_update", APP, command="UPDATE", using=f"{here} AND {role} IN ({anyone})"),
        ]


class SignOff(Walled):
    """One body's word on one use of linkage, from a day until a day, with who gave it and where it is written."""

    wall = _SignOffWall(
        commands=("SELECT", "INSERT", "UPDATE"), changes=("withdrawn_at", "withdrawn_by", "withdrawn_why")
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    use = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Use])
    body = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Body])
    signatory = models.CharField(max_length=120, help_text="Who signs, by name.")
    post = models.CharField(max_length=120)
    reference = models.CharField(
        max_length=200, help_text="Where it is written: the minute, the assessment, the letter."
    )
    conditions = models.TextField(blank=True)
    signed_on = models.DateField()
    until_on = models.DateField(help_text="It must be signed anew by then.")
    signed_at = models.DateTimeField()
    appointment_id = models.UUIDField()
    user_id = models.UUIDField(help_text="Three different people: one who holds two roles signs once.")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "use", "body"], condition=Q(withdrawn_at=None), name="one_sign_off_stands"
            ),
            models.CheckConstraint(condition=Q(until_on__gt=models.F("signed_on")), name="sign_off_ends"),
        ]
