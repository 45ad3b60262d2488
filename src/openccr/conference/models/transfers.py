"""Transfers to and from other areas, and the keys by which areas know each other."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Agency, File, Policy, RoleInFile, not_excluded
from openccr.access.walls import Partnership as PartnershipWall
from openccr.conference.rules.transfers import TransferState

_CLERKS = "(SELECT openccr.actor_role()) IN ('coordinator', 'commands')"


class _CoordinatorsWall(Agency):
    """Rows of the coordinating agency, for its coordinators and the commands alone."""

    def own(self, table: str) -> list[Policy]:
        return [*super().own(table), Policy("clerks", APP, permissive=False, using=_CLERKS, check=_CLERKS)]


class _ArrivedWall(_CoordinatorsWall):
    """Once it is taken in, what came is of the case: whoever is kept out of that reads nothing of it here either."""

    def own(self, table: str) -> list[Policy]:
        file = f'"{table}"."file_id"'
        out = f"{file} IS NULL OR {not_excluded(file)}"
        return [*super().own(table), Policy("excluded", APP, permissive=False, using=out, check=out)]


class _TransferWall(RoleInFile):
    """The named roles on the file alone, for new rows too: that a second one is refused would tell of the first."""

    def own(self, table: str) -> list[Policy]:
        return [policy for policy in super().own(table) if policy.command != "INSERT"]


class AreaKey(Walled):
    """A partnership's own keys: what others encrypt to and check by, and the secret parts sealed.

    A key that was replaced still opens what was made for it.
    """

    wall = _CoordinatorsWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("replaced_at",))

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=120)
    verify = models.CharField(max_length=64)
    sealed = models.BinaryField(help_text="The two secret keys.")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(replaced_at__isnull=True), name="one_key_of_an_area_at_a_time"
            )
        ]


class OtherArea(Walled):
    """Another partnership as this one knows it: name and public keys. Trusted once somebody has compared by phone."""

    wall = PartnershipWall(
        commands=("SELECT", "INSERT", "UPDATE"), writers=("coordinator", "commands"),
        changes=("checked_at", "checked_by", "checked_with", "withdrawn_at"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    recipient = models.CharField(max_length=120)
    verify = models.CharField(max_length=64)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=120)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_with = models.CharField(
        max_length=200, blank=True, help_text="Who read the fingerprint out, and their number."
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "verify"], condition=Q(withdrawn_at__isnull=True), name="area_entered_once"
            )
        ]


class Transfer(Walled):
    """A case on its way to another area, as the sending area sees it.

    Which area she goes to is for the coordinator and her IDVA: other agencies on the case see none of it. Of the
    receiving area nothing comes back but a state and a key of `rules.transfers.NotListed`.
    """

    wall = _TransferWall(
        roles=("coordinator", "idva", "commands"), commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "state", "sections", "agencies_agreed", "orders", "handover", "handover_by", "handover_at", "contents_at",
            "law", "sent_at", "sent_by", "due_on", "document", "acknowledged_at", "answered_at", "answer", "chased_on",
            "told_by", "ended_at", "end_reason",
        ),
    )  # fmt: skip

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="transfers")
    referral = models.ForeignKey("conference.Referral", on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=120, help_text="The receiving area; never an address.")
    to_partnership = models.UUIDField(null=True, help_text="When it works in this installation.")
    # Neither: an area without OpenCCR, to which it goes on paper.
    to_area = models.ForeignKey(OtherArea, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    reason = models.TextField()
    already_heard = models.BooleanField()
    agenda_out = models.BooleanField()
    sections = models.JSONField(default=list, help_text="Keys of `rules.transfers.Section`.")
    agencies_agreed = models.JSONField(default=list, help_text="Agencies that allow their answers to go.")
    orders = models.TextField(blank=True, help_text="Court orders and conditions in force.")
    handover = models.TextField(blank=True, help_text="IDVA to IDVA: who spoke to whom, or why it comes later.")
    handover_by = models.CharField(max_length=120, blank=True)
    handover_at = models.DateTimeField(null=True)
    contents_at = models.DateTimeField(null=True, help_text="When somebody chose what goes along.")
    law = models.JSONField(default=list, help_text="Keys of the pack's law.")
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=120)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, help_text="By when it is acknowledged (pack: transfer_acknowledged).")
    document = models.UUIDField(null=True, help_text="The encrypted file, for another installation; or the pack.")
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=40, blank=True, help_text="Key of `rules.transfers.NotListed`.")
    told_by = models.CharField(max_length=120, blank=True, help_text="Who said so on the telephone.")
    chased_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="transfer_goes_one_way",
                condition=~Q(to_partnership__isnull=False, to_area__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["file"], condition=Q(state__in=("proposed", "sent", "acknowledged")),
                name="one_open_transfer_a_file",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "due_on"], name="transfer_state_due")]

    @property
    def answer_taken_back(self) -> bool:
        """Whether the other area has answered and decides again."""
        return self.state == TransferState.ACKNOWLEDGED and self.answered_at is not None

    @property
    def on_paper(self) -> bool:
        """Whether it goes as a pack on paper, to an area without OpenCCR."""
        return self.to_partnership is None and self.to_area_id is None


class ArrivedTransfer(Walled):
    """A case that another area sent: seen by the receiving coordinators alone, its content sealed."""

    wall = _ArrivedWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("state", "acknowledged_at", "answered_at", "answer", "file_id", "referral_id", "by_name", "chased_on"),
    )

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    bundle = models.UUIDField(help_text="The bundle's own id: the same one twice adds nothing.")
    from_name = models.CharField(max_length=120)
    inside = models.BooleanField(help_text="It came from a partnership of this installation.")
    sealed = models.BinaryField()
    arrived_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=20)
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=40, blank=True)
    by_name = models.CharField(max_length=120, blank=True)
    file = models.ForeignKey("casefiles.CaseFile", null=True, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey("conference.Referral", null=True, on_delete=models.PROTECT, related_name="+")
    chased_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "bundle"], name="bundle_arrives_once")]
        indexes = [
            models.Index(fields=["state", "due_on"], name="arrived_state_due"),
            models.Index(fields=["referral"], name="arrived_referral"),
        ]


class TransferOrigin(Walled):
    """That a case came by transfer, from where, and a copy of what came with it, as its readers may see it."""

    wall = File(commands=("SELECT", "INSERT"))

    file = models.OneToOneField("casefiles.CaseFile", on_delete=models.PROTECT, related_name="transfer_origin")
    from_name = models.CharField(max_length=120)
    their_reference = models.CharField(max_length=60)
    sealed = models.BinaryField()
    taken_at = models.DateTimeField()
