"""What survivors said, what was published of it, and messages that nobody can trace."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Partnership, Policy, Public
from openccr.voice.rules.contributions import State


class _VoiceWall(Partnership):
    """For the coordinator, the agency whose answer is asked, and the service that passed it on; nobody else.

    What somebody wrote without a name is also for those on duty, who look for danger in it.
    """

    def own(self, table: str) -> list[Policy]:
        here = f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        keeps = "(SELECT openccr.actor_whole_area()) IS NOT NULL"
        owner = f'"{table}"."agency_id" = (SELECT openccr.actor_agency())'
        passed = f'"{table}"."passed_on_by_id" = (SELECT openccr.actor_agency())'
        state = f'"{table}"."state"'
        duty = f"(\"{table}\".\"unnamed\" AND (SELECT openccr.actor_role()) IN ('coordinator', 'idva'))"
        changes = f"{here} AND ({keeps} OR {owner} OR {duty})"
        # The command that takes the whole area out reads all of it.
        reads = f"{here} AND ({keeps} OR {owner} OR {passed} OR {duty} OR (SELECT openccr.actor_role()) = 'commands')"
        return [
            Policy("partnership", APP, command="SELECT", using=reads),
            Policy("partnership_insert", APP, command="INSERT", check=f"{here} AND ({keeps} OR {passed})"),
            Policy("partnership_update", APP, command="UPDATE", using=changes, check=changes),
            # The service that passed it on says that they were told, and changes nothing else of it.
            Policy(
                "passed_on_told", APP, command="UPDATE", check=f"{here} AND {passed} AND {state} = '{State.FED_BACK}'",
                using=f"{here} AND {passed} AND {state} IN ('{State.DONE}', '{State.NOT_DONE}')",
            ),
        ]  # fmt: skip


class Contribution(Walled):
    """Something that a survivor said. It names nobody: who it was stays with the service that asked."""

    wall = _VoiceWall(
        commands=("SELECT", "INSERT", "UPDATE"),
        changes=(
            "words",
            "changed_words_at",
            "consents",
            "themes",
            "state",
            "agency_id",
            "due_on",
            "answer",
            "answered_at",
            "moved_at",
            "published_as",
            "changed",
            "danger",
            "triage",
            "triaged_at",
            "triaged_by",
        ),
    )

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=40)
    words = models.TextField(help_text="Emptied when it is withdrawn.")
    changed_words_at = models.DateTimeField(
        null=True, help_text="When it was last written in other words than it came."
    )
    consents = models.JSONField(default=list)
    themes = models.JSONField(default=list, help_text="Keys of the components it speaks to.")
    state = models.CharField(max_length=12, default=State.RECEIVED)
    agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    engagement = models.ForeignKey(
        "voice.Engagement", null=True, on_delete=models.PROTECT, related_name="contributions"
    )
    child = models.BooleanField(default=False, help_text="A child or young person said it.")
    passed_on_by = models.ForeignKey(
        "partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+", help_text="The service they told."
    )
    published_as = models.UUIDField(null=True, help_text="What was published of it, to take it back with.")
    receipt = models.CharField(
        max_length=64, blank=True, help_text="Of an answer without a name: a token of its code, to take it back with."
    )
    unnamed = models.BooleanField(
        default=False, help_text="Somebody wrote it without a name: those on duty look for danger in it first."
    )
    danger = models.BooleanField(null=True, help_text="Empty: nobody on duty has read it.")
    triage = models.TextField(blank=True, help_text="What was done about danger to somebody or to a child.")
    triaged_at = models.DateTimeField(null=True)
    triaged_by = models.CharField(max_length=120, blank=True)
    received_on = models.DateField()
    due_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    changed = models.BooleanField(null=True, help_text="Whether something changed; empty: no answer yet.")
    answered_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["partnership", "state", "due_on"], name="contribution_state")]
        constraints = [
            models.UniqueConstraint(fields=["receipt"], condition=~models.Q(receipt=""), name="answer_of_one_code")
        ]


class Published(Walled):
    """You said, we did: what anybody may read, in the partnership's words."""

    wall = Public(commands=("SELECT",))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    said = models.TextField()
    did = models.TextField()
    changed = models.BooleanField()
    on = models.DateField()
