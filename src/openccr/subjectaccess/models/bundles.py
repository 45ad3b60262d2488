"""What is to be handed over, who approved it, and who collected it. None of it is ever changed."""

from __future__ import annotations

from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import APP, Policy
from openccr.subjectaccess.models.requests import SubjectRequest
from openccr.subjectaccess.models.walls import COORDINATES, ME, PROTECTS, RequestsWall
from openccr.subjectaccess.rules.bundles import Answer, Way

_SEEN = "EXISTS (SELECT 1 FROM subjectaccess_subjectrequest r WHERE r.id = {table}.request_id)"


class _AsItsRequestWall(RequestsWall):
    """Read as the request is: whoever does not see that does not see this either."""

    def own(self, table: str) -> list[Policy]:
        seen = _SEEN.format(table=f'"{table}"')
        return [*super().own(table), Policy("as_its_request", APP, permissive=False, using=seen, check=seen)]


class _BundleWall(_AsItsRequestWall):
    """Built in one's own name."""

    def own(self, table: str) -> list[Policy]:
        own = f'"{table}"."made_user" = {ME} AND "{table}"."authors" ? {ME}::text'
        return [*super().own(table), Policy("own_name", APP, command="INSERT", permissive=False, check=own)]


class Bundle(Walled):
    """What would be handed over, built anew from what was decided, and read again from its final bytes."""

    wall = _BundleWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="bundles")
    answer = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Answer])
    why = models.CharField(max_length=300, blank=True)
    hostile = models.BooleanField()
    files = models.JSONField(help_text="Ids of the files it was made from.")
    authors = models.JSONField(help_text="Accounts of everybody who decided a sentence of it, and of who built it.")
    made_user = models.UUIDField()
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    decided_token = models.CharField(max_length=64, help_text="Keyed: equal for equal decisions.")
    sealed_pdf = models.BinaryField()
    sealed_text = models.BinaryField()
    sha256 = models.CharField(max_length=64, help_text="Of the PDF as it is handed over.")
    released = models.PositiveIntegerField()
    withheld = models.JSONField(help_text="How many sentences were kept back by which exemption.")
    checked = models.JSONField(help_text="What was looked for in the final bytes: how many of which kind.")

    class Meta:
        indexes = [models.Index(fields=["request", "-made_at"], name="bundle_request_made")]


class _ApprovalWall(_AsItsRequestWall):
    """In one's own name, by nobody who made or decided it; "outside" only without a grant on any of its files."""

    writer = f"({COORDINATES} OR {PROTECTS})"

    def own(self, table: str) -> list[Policy]:
        t = f'"{table}"'
        other = f"""{t}."user" = {ME} AND EXISTS (SELECT 1 FROM subjectaccess_bundle b
            WHERE b.id = {t}."bundle_id" AND b.request_id = {t}."request_id"
              AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text(b.authors) a
                WHERE openccr.same_human(a::uuid))
              AND (NOT {t}."outside" OR NOT EXISTS (SELECT 1 FROM casefiles_grant g
                WHERE b.files ? g.file_id::text AND g.key = ANY ((SELECT openccr.actor_keys())::uuid[]))))"""
        return [*super().own(table), Policy("another", APP, command="INSERT", permissive=False, check=other)]


class Approval(Walled):
    """Somebody other than its authors looked at a bundle, and agreed or did not."""

    wall = _ApprovalWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="+")
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="approvals")
    user = models.UUIDField()
    name = models.CharField(max_length=120)
    outside = models.BooleanField(help_text="They have no part in any of its cases.")
    agreed = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bundle", "user"], name="bundle_looked_at_once_by_each")]


class _HandoverWall(_AsItsRequestWall):
    """Only of a bundle that as many people as it needs have agreed to, and none has not."""

    def own(self, table: str) -> list[Policy]:
        t = f'"{table}"'
        approved = f"""EXISTS (SELECT 1 FROM subjectaccess_bundle b WHERE b.id = {t}."bundle_id"
            AND b.request_id = {t}."request_id"
            AND NOT EXISTS (SELECT 1 FROM subjectaccess_approval n WHERE n.bundle_id = b.id AND NOT n.agreed)
            AND (SELECT count(*) FROM subjectaccess_approval a WHERE a.bundle_id = b.id AND a.agreed)
              >= CASE WHEN b.hostile THEN 2 ELSE 1 END
            AND (NOT b.hostile OR EXISTS (SELECT 1 FROM subjectaccess_approval o
              WHERE o.bundle_id = b.id AND o.agreed AND o.outside)))"""
        return [*super().own(table), Policy("approved", APP, command="INSERT", permissive=False, check=approved)]


class Handover(Walled):
    """Somebody collected it. There is no other way out: no post, no e-mail, no link."""

    wall = _HandoverWall(commands=("SELECT", "INSERT"))

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(SubjectRequest, on_delete=models.PROTECT, related_name="+")
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Way])
    collected_by = models.CharField(max_length=120)
    identity_seen = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
