"""What the coordinator's own work leaves behind: time, debriefs, duties done, and the boards' packs."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy, Wall

_LEADS = "(SELECT openccr.actor_role()) IN ('coordinator', 'chair', 'commands')"
_HERE = '"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'


class _OwnWall(Wall):
    """One appointment's own rows, of its partnership. Nobody else reads them; chairs learn sums by a function."""

    name = "self"
    column = "appointment_id"

    def own(self, table: str) -> list[Policy]:
        mine = f'{_HERE.format(table=table)} AND "{table}"."appointment_id" = (SELECT openccr.actor_appointment())'
        return self.simple(mine)


class _DebriefWall(_OwnWall):
    """The same; whoever leads the work offers one to somebody else, and does not read what became of it."""

    def own(self, table: str) -> list[Policy]:
        offers = (
            # A table's name of this code, never what anybody typed.
            f'{_HERE.format(table=table)} AND {_LEADS} AND "{table}"."answer" = \'\''  # noqa: S608
            f' AND EXISTS (SELECT 1 FROM partnership_appointment a WHERE a.id = "{table}"."appointment_id"'
            f' AND a.partnership_id = "{table}"."partnership_id")'
        )
        return [*super().own(table), Policy("offered", APP, command="INSERT", check=offers)]


class _LeadsWall(Partnership):
    """Rows of the partnership that only those who lead its work read; coordinators write them."""

    def own(self, table: str) -> list[Policy]:
        return [*super().own(table), Policy("leads", APP, command="SELECT", permissive=False, using=_LEADS)]


class TimeSpent(Walled):
    """One tap: some minutes of one kind of work, at an hour of a day. Whoever tapped sees it, and nobody else."""

    wall = _OwnWall(commands=("SELECT", "INSERT", "DELETE"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, help_text="Key of the pack's kinds of work.")
    on = models.DateField()
    hour = models.PositiveSmallIntegerField(help_text="The hour of the day in which it was tapped, 0 to 23.")
    minutes = models.PositiveSmallIntegerField()
    tapped_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["appointment", "-on"], name="time_of_appointment")]
        constraints = [
            models.CheckConstraint(condition=models.Q(hour__lte=23), name="hour_of_a_day"),
            models.CheckConstraint(condition=models.Q(minutes__range=(1, 24 * 60)), name="minutes_of_a_day"),
        ]


class Debrief(Walled):
    """A talk afterwards, offered to one person or asked for by them. It names no case, and no words are kept."""

    wall = _DebriefWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("answer", "answered_on"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=40, help_text="Key of the pack's occasions.")
    own_wish = models.BooleanField(default=False, help_text="They asked for it themselves.")
    offered_on = models.DateField()
    offered_by = models.CharField(max_length=120)
    answer = models.CharField(max_length=12, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["appointment", "answer"], name="debrief_of_appointment")]


class DutyDone(Walled):
    """That something of the partnership's calendar was done in one of its periods."""

    wall = Partnership(commands=("SELECT", "INSERT", "DELETE"), writers=("coordinator",))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=60, help_text="Key of the pack's calendar.")
    period = models.DateField(help_text="The last day of the period in which it was due.")
    done_on = models.DateField()
    done_by = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "duty", "period"], name="duty_done_once")]


class BoardPack(Walled):
    """A quarter's pack for the boards, as it stood when it was made: its parts are kept and never counted again."""

    wall = _LeadsWall(commands=("SELECT", "INSERT"), writers=("coordinator", "chair", "commands"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6, help_text="Such as 2026Q3.")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    parts = models.JSONField(help_text="Each part: its key, title and blocks.")

    class Meta:
        indexes = [models.Index(fields=["partnership", "-made_at"], name="board_pack_newest")]
