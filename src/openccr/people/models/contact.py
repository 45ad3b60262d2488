"""How somebody can be reached without telling him: dated rows, the newest counts, none is ever overwritten."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import File
from openccr.people.models.persons import Person, WhereSheIsWall


class SafeContact(Walled):
    """What was said of one channel on one day. Nobody asked yet means no (domain 3.6)."""

    wall = WhereSheIsWall(commands=("SELECT", "INSERT", "DELETE"))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="safe_contacts")
    channel = models.CharField(max_length=20, default="phone")
    safe = models.CharField(max_length=20, default="not_asked", help_text="yes, no, conditional or not_asked.")
    windows = models.JSONField(default=list, help_text="Days (1 is Monday) with from and until; empty: at any time.")
    message = models.CharField(max_length=10, default="never", help_text="Voicemail or text: never, neutral or yes.")
    rule_sealed = models.BinaryField(default=bytes, help_text="When and how, whom not to speak to; sealed.")
    asked_on = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)


class ContactPlan(Walled):
    """What holds for every channel: how to introduce oneself, who is safe to speak to, whether a device is shared."""

    wall = WhereSheIsWall(commands=("SELECT", "INSERT", "DELETE"))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_plans")
    shared_device = models.CharField(max_length=10, default="unknown", help_text="yes, no or unknown.")
    words_sealed = models.BinaryField(help_text="Cover words, code word, safe and unsafe people; sealed.")
    said_at = models.DateTimeField()
    source = models.CharField(max_length=120, blank=True)


class DoNotContact(Walled):
    """Nobody is to contact this person by any channel, or from now on may again."""

    wall = WhereSheIsWall(commands=("SELECT", "INSERT", "DELETE"))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="do_not_contacts")
    stands = models.BooleanField(help_text="False: it was lifted, for the reason given.")
    reason_sealed = models.BinaryField()
    set_by = models.CharField(max_length=120)
    set_at = models.DateTimeField()
    review_on = models.DateField(null=True)

    @classmethod
    def standing(cls, person: UUID) -> DoNotContact | None:
        """The ban that stands now, if one does: the newest row counts."""
        newest = cls.objects.filter(person_id=person).order_by("-set_at").first()
        return newest if newest and newest.stands else None

    def is_due(self, today: date) -> bool:
        """Whether the day has come on which the ban is looked at again."""
        return self.review_on is not None and self.review_on <= today


class ContactAttempt(Walled):
    """Somebody tried to reach a person of a file: when, how, what came of it and who answered."""

    wall = File(commands=("SELECT", "INSERT", "UPDATE"), changes=("person_id",))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    channel = models.CharField(max_length=20)
    outcome = models.CharField(max_length=40, help_text="Key of the pack's list of outcomes.")
    answered_by = models.CharField(max_length=20, help_text="herself, safe, unsafe, unknown or nobody.")
    note = models.CharField(max_length=300, blank=True)
    agency_name = models.CharField(max_length=120)
    author_name = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["file", "-at"], name="attempt_file_at")]
