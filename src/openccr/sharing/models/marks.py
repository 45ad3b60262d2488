"""How far a kind of information goes, and what goes no further than her IDVA."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import RoleInFile
from openccr.sharing.models.walls import InOwnName
from openccr.sharing.rules.marks import May


class Mark(Walled):
    """What she said of one kind of information; the newest counts, and older ones stay to be read."""

    wall = InOwnName(commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, help_text="Key of the pack's kinds of information.")
    may = models.CharField(max_length=20, choices=[(one.value, one.label) for one in May])
    decided_by = models.UUIDField(help_text="The appointment that wrote it down.")
    decided_by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["file", "kind", "-at"], name="mark_file_kind")]


class AdviserNote(Walled):
    """What she told her IDVA and nobody else: sealed, and no row of it comes out for any other role."""

    wall = RoleInFile(roles=("idva",), commands=("SELECT", "INSERT"))

    file = models.ForeignKey("casefiles.CaseFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, help_text="Key of the pack's kinds of information.")
    sealed = models.BinaryField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["file"], name="adviser_note_file")]
