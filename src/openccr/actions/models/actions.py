"""Actions: who does what by when, what became of it, and who was told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.actions.models.walls import ActionWall, ReminderWall
from openccr.actions.rules.carrying import Faces
from openccr.actions.rules.ladder import Step
from openccr.actions.rules.locks import Lock
from openccr.actions.rules.states import NOTICED, OPEN, ActionState, Source


class Action(Walled):
    """One action, of a case's plan or of the partnership. States and moves: `rules/states.py`, lock: `rules/locks.py`.

    Of a case or of the partnership it stays for good: the columns that say which are not among `changes`, and a
    constraint holds the two apart. Of a case it is changed by the agency whose action it is and by whoever manages
    the file; by her adviser, who says that she is safe, and by the chair, who lets go what cannot wait.
    """

    wall = ActionWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "state", "agreed_at", "due_on", "ended_on", "ended_by", "evidence", "reason", "owner_id", "checker_id",
            "checked_on", "checked_by", "lock", "lock_words", "lock_by", "lock_at", "escalated_to", "said",
        ),
        also=("idva", "chair"),
        puts=("chair",),
        anew=f"state = '{ActionState.PROPOSED.value}'",
    )  # fmt: skip

    file = models.ForeignKey("casefiles.CaseFile", null=True, on_delete=models.PROTECT, related_name="actions")
    partnership = models.ForeignKey(
        "partnership.Partnership", null=True, on_delete=models.PROTECT, related_name="+",
        help_text="Of an action of the partnership itself: a board's, a strategy's, a review's. Empty for a case's.",
    )  # fmt: skip
    text = models.CharField(max_length=500)
    risk = models.CharField(max_length=300, blank=True, help_text="The risk it answers.")
    faces = models.CharField(max_length=20, help_text="On whom it falls: victim, harmer, child or agencies.")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("partnership.Appointment", null=True, on_delete=models.PROTECT, related_name="+")
    checker = models.ForeignKey(
        "partnership.Appointment", null=True, on_delete=models.PROTECT, related_name="+",
        help_text="Who is to confirm that it is done; the coordinator and the chair always may.",
    )  # fmt: skip
    state = models.CharField(max_length=20)
    agreed_at = models.DateTimeField()
    due_on = models.DateField()
    ended_on = models.DateField(null=True, help_text="Done, found impossible, or refused.")
    ended_by = models.UUIDField(null=True, help_text="The appointment that said so: somebody else confirms it.")
    evidence = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="Why it could not be done.")
    checked_on = models.DateField(null=True)
    checked_by = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=20, default=Source.HEARING)
    arises_kind = models.CharField(
        max_length=40, blank=True, help_text="Of the partnership's: the noun that it comes from, as app.noun."
    )
    arises_from_id = models.UUIDField(null=True, help_text="The hearing that agreed it, or the row of `arises_kind`.")
    forum = models.ForeignKey("partnership.Forum", null=True, on_delete=models.PROTECT, related_name="+")
    checker_agency = models.ForeignKey(
        "partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+",
        help_text="Of the partnership's: the agency that confirms it, besides the coordinator and the chair.",
    )  # fmt: skip
    lock = models.CharField(max_length=20, default=Lock.NONE)
    lock_words = models.TextField(blank=True, help_text="How she was told, or why it could not wait.")
    lock_by = models.CharField(max_length=120, blank=True)
    lock_at = models.DateTimeField(null=True)
    escalated_to = models.CharField(max_length=20, blank=True, help_text="How far it was taken: lead, chair or board.")
    said = models.TextField(
        blank=True, help_text="What was said of an action of the partnership, line by line; a case has its timeline."
    )

    class Meta:
        constraints = [
            # Beside the rule, since nothing that the application forgets may make him notice.
            models.CheckConstraint(
                name="locked_action_waits",
                condition=~Q(lock=Lock.LOCKED.value, state__in=[ActionState.IN_PROGRESS.value, ActionState.DONE.value]),
            ),
            models.CheckConstraint(
                name="action_of_case_or_area",
                condition=Q(
                    file__isnull=False,
                    partnership__isnull=True,
                    arises_kind="",
                    forum__isnull=True,
                    checker_agency__isnull=True,
                    said="",
                )
                | Q(
                    ~Q(arises_kind=""),
                    file__isnull=True,
                    partnership__isnull=False,
                    arises_from_id__isnull=False,
                    checker__isnull=True,
                    lock=Lock.NONE.value,
                    faces=Faces.AGENCIES.value,
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["file", "due_on"], name="action_file_due"),
            models.Index(fields=["agency", "state", "due_on"], name="action_agency_due"),
            models.Index(fields=["state", "due_on"], name="action_due"),
            models.Index(fields=["arises_from_id"], name="action_hearing"),
            # The lists of what is late, locked or to be confirmed read the oldest first and stop early.
            models.Index(fields=["due_on", "id"], name="action_open_due", condition=Q(state__in=OPEN)),
            models.Index(fields=["agency", "due_on", "id"], name="action_agency_open", condition=Q(state__in=OPEN)),
            models.Index(
                fields=["due_on", "id"],
                name="action_locked_due",
                condition=Q(lock__in=(Lock.LOCKED, Lock.OVERRIDDEN), state__in=NOTICED),
            ),
            # What was let go unasked is a few among thousands that are locked, and stands on every adviser's list.
            models.Index(
                fields=["due_on", "id"],
                name="action_overridden",
                condition=Q(lock=Lock.OVERRIDDEN, state__in=NOTICED),
            ),
            models.Index(
                fields=["ended_on"],
                name="action_to_confirm",
                condition=Q(state=ActionState.DONE, checked_on__isnull=True),
            ),
            models.Index(fields=["partnership", "due_on"], name="action_of_area", condition=Q(file__isnull=True)),
            # What the ladder took to a chair or the board is a few among thousands that are late.
            models.Index(
                fields=["due_on"],
                name="action_climbed",
                condition=Q(escalated_to__in=(Step.CHAIR, Step.BOARD), state__in=OPEN),
            ),
        ]


class Reminder(Walled):
    """One step of the ladder that was taken for an action: once for each day it was due."""

    wall = ReminderWall(commands=("SELECT", "INSERT"))

    file = models.ForeignKey(
        "casefiles.CaseFile", null=True, on_delete=models.PROTECT, related_name="+", help_text="As its action's."
    )
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=20)
    due_on = models.DateField(help_text="The day the action was due then.")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "due_on", "step"], name="reminded_once_a_step")]
        indexes = [models.Index(fields=["file"], name="reminder_file")]
