"""A group's sittings: agenda, papers, who came, minutes."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.governance.models.board_walls import AgendaWall, BoardWall, CountedWall, OpenedWall
from openccr.governance.models.boards import Board, BoardMember
from openccr.governance.rules.sittings import ITEM_KINDS, ITEM_LENGTH, Came, SittingState


class Sitting(Walled):
    """One sitting of a group, planned for the year, called with its agenda, held, its minutes agreed."""

    wall = BoardWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("sits_on", "starts_at", "venue", "state", "votes_there", "quorum", "present", "why", "moved_at",
                 "minutes_at", "minutes_by"),
    )  # fmt: skip

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="sittings")
    on = models.DateField(db_column="sits_on")
    starts_at = models.TimeField()
    venue = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, default=SittingState.PLANNED)
    votes_there = models.PositiveSmallIntegerField(null=True)
    quorum = models.PositiveSmallIntegerField(null=True, help_text="Votes needed on that day.")
    present = models.TextField(blank=True, help_text="Who was there and who sent word, as the minutes name them.")
    why = models.CharField(max_length=300, blank=True, help_text="Why it did not take place.")
    moved_at = models.DateTimeField(null=True)
    minutes_at = models.DateTimeField(null=True, help_text="When the minutes were last written.")
    minutes_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "on"], name="one_sitting_a_day")]
        indexes = [models.Index(fields=["partnership", "on"], name="sitting_day")]


class SittingItem(Walled):
    """One item of an agenda, and what the minutes say of it."""

    wall = AgendaWall(
        commands=("SELECT", "INSERT", "UPDATE", "DELETE"),
        changes=("number", "title", "note", "minutes", "kind", "said"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=ITEM_LENGTH)
    kind = models.CharField(max_length=12, choices=list(ITEM_KINDS.items()))
    note = models.TextField(blank=True, help_text="What the group is asked.")
    minutes = models.PositiveSmallIntegerField(help_text="Minutes it is given.")
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    said = models.TextField(blank=True, help_text="The minutes of this item.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "number"], name="item_number_once")]


class SittingPaper(Walled):
    """A paper for a sitting. Its bytes lie sealed on disk; a removed one keeps its line."""

    wall = BoardWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("removed_at", "removed_by_name"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=160)
    content_type = models.CharField(max_length=120)
    extension = models.CharField(max_length=8)
    size = models.PositiveIntegerField(help_text="Bytes before sealing.")
    kept_by_name = models.CharField(max_length=120)
    kept_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removed_by_name = models.CharField(max_length=120, blank=True)


class PaperOpened(Walled):
    """That somebody of an agency opened a paper before or after the sitting: once each."""

    wall = OpenedWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(SittingPaper, on_delete=models.PROTECT, related_name="opened")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey("partnership.Appointment", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "appointment"], name="paper_opened_once")]


class SittingPresence(Walled):
    """What became of one invitation: who came for the agency, how senior, and what they brought."""

    wall = CountedWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=("came", "name", "seniority", "brought", "words"),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="presences")
    member = models.ForeignKey(BoardMember, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    came = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Came])
    name = models.CharField(max_length=120, blank=True, help_text="Who came.")
    seniority = models.CharField(max_length=40, blank=True, help_text="Key of the ladder, of whoever came.")
    brought = models.JSONField(default=list, help_text="Keys of the pack's contributions.")
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "member"], name="presence_once")]
        indexes = [models.Index(fields=["agency"], name="presence_agency")]


class SittingPresenceBefore(Walled):
    """What was written of an invitation before it was put right, why, and by whom. Never changed."""

    wall = CountedWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="+")
    presence = models.ForeignKey(SittingPresence, on_delete=models.PROTECT, related_name="before")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    came = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Came])
    name = models.CharField(max_length=120, blank=True)
    seniority = models.CharField(max_length=40, blank=True)
    brought = models.JSONField(default=list)
    why = models.CharField(max_length=300, help_text="Why it was put right.")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
