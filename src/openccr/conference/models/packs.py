"""Meeting packs for the day on which nothing works: encrypted files, and who can open them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy


class _LeadersWall(Partnership):
    """The partnership's wall, for whoever leads its meetings."""

    def own(self, table: str) -> list[Policy]:
        leads = "(SELECT openccr.actor_role()) IN ('coordinator', 'chair', 'commands')"
        return [*super().own(table), Policy("leads", APP, command="SELECT", permissive=False, using=leads)]


class _PacksWall(_LeadersWall):
    """The leaders' wall, but not for whoever is kept out of any case at all.

    A pack holds every case of its meeting. If only those with that case were kept from them, its absence would tell
    that there is one (docs/decisions/0013); from "Papers" they print what they may see.
    """

    def own(self, table: str) -> list[Policy]:
        sees_all = "cardinality((SELECT openccr.excluded_files())::uuid[]) = 0"
        return [*super().own(table), Policy("sees_all", APP, command="SELECT", permissive=False, using=sees_all)]


class PackKey(Walled):
    """Who can open the packs: a public key of age, or a passphrase, sealed, which was shown once."""

    wall = _LeadersWall(
        commands=("SELECT", "INSERT", "UPDATE"), changes=("ended_at",), writers=("coordinator", "commands")
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, help_text="Whose key, or where the passphrase is kept.")
    public = models.CharField(max_length=4000, blank=True)
    sealed = models.BinaryField(default=b"")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="pack_key_is_one_of_two", condition=~Q(public="") ^ ~Q(sealed=b"")),
        ]


class MeetingPack(Walled):
    """One encrypted pack of one meeting. Its bytes are an age file: the server itself cannot open those for a key."""

    wall = _PacksWall(commands=("SELECT", "INSERT", "DELETE"), writers=("coordinator", "commands"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey("conference.Meeting", on_delete=models.PROTECT, related_name="packs")
    opens_with = models.CharField(max_length=300, help_text="Names of the keys, or that it is a passphrase.")
    encrypted = models.BinaryField()
    size = models.PositiveIntegerField()
    cases = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    delete_after = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["meeting", "-made_at"], name="meeting_pack_meeting")]
