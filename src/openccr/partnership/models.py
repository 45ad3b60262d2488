"""Partnerships, the agencies in them, and the appointments under which people act."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Q

from openccr.access.models import Walled
from openccr.access.walls import APP, Policy, Public, Wall
from openccr.access.walls import Partnership as PartnershipWall
from openccr.partnership.rules import ADVISES, GIVEN_BY_LEADS, Role


class Partnership(Walled):
    """The tenant: one area's coordinated community response. `code` is what commands call `--area`."""

    # Of all that it is, its coordinator changes only how many women live there: the rate's denominator.
    wall = PartnershipWall(
        column="id", commands=("SELECT", "UPDATE"), writers=("coordinator",),
        changes=("adult_women", "adult_women_year", "adult_women_source"),
    )  # fmt: skip

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=40, default="Europe/London")
    packs = models.JSONField(default=list, help_text="Keys of the packs, later ones overriding earlier ones.")
    adult_women = models.PositiveIntegerField(
        null=True, help_text="Women aged 16 and over in the area: the denominator of the rate per 10,000."
    )
    adult_women_year = models.PositiveSmallIntegerField(null=True, help_text="The year the number is of.")
    adult_women_source = models.CharField(max_length=200, blank=True)
    coordinating_agency = models.ForeignKey("partnership.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    demonstration = models.BooleanField(default=False, help_text="Holds invented people only.")


class Organisation(Walled):
    """A body that may join several partnerships: a police force, a health trust, a charity."""

    wall = Public()

    name = models.CharField(max_length=120, unique=True)


class Agency(Walled):
    """An organisation as member of one partnership. New ones come in by `openccr.join_agency()` only."""

    wall = PartnershipWall(commands=("SELECT", "UPDATE"), changes=("name", "left_on"), writers=("coordinator",))

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="agencies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, help_text="Key of the pack's list of agencies.")
    name = models.CharField(max_length=120)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "organisation"], name="agency_once_in_a_partnership"),
            models.UniqueConstraint(fields=["partnership", "name"], name="agency_name_once_in_a_partnership"),
        ]


_LOOKS_AFTER = (
    '("{table}"."partnership_id" = (SELECT openccr.actor_whole_area())'
    ' OR ((SELECT openccr.actor_role()) = \'lead\' AND "{table}"."agency_id" = (SELECT openccr.actor_agency())))'
)
"""SQL: the actor is the agency's lead, or coordinates the whole partnership."""


class _AppointmentWall(PartnershipWall):
    """Read by the partnership; changed by the agency's lead or the coordinator, and by nobody for themselves.

    There is no way to write a new one from here, so nobody can give themselves a role: `accept_invitation()` does.
    """

    def own(self, table: str) -> list[Policy]:
        reads = f'"{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        not_own = f'"{table}"."user_id" IS DISTINCT FROM (SELECT openccr.actor_user())'
        writes = f"{_LOOKS_AFTER.format(table=table)} AND {not_own}"
        return [
            Policy("partnership", APP, command="SELECT", using=reads),
            Policy("partnership_update", APP, command="UPDATE", using=writes, check=writes),
        ]


class Appointment(Walled):
    """A role held in an agency from a day until a day. People act under one appointment at a time.

    Commands and jobs have appointments too (`user` is empty). `name` is what colleagues see, so that no page reads
    accounts. Whose it is, its role and its agency never change (a trigger sees to it): another role is another
    appointment.
    """

    wall = _AppointmentWall(
        commands=("SELECT", "UPDATE"),
        changes=("from_on", "until_on", "attested_on", "ended_on", "suspended_on", "reopened_on"),
    )

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="appointments")
    user = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="appointments")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True, help_text="Job title, shown beside the name.")
    unit = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in Role])
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    attested_on = models.DateField(help_text="When the agency's lead last confirmed that it is still needed.")
    ended_on = models.DateField(null=True, help_text="When somebody ended it at once, whatever `until_on` says.")
    suspended_on = models.DateField(null=True, help_text="When it was suspended, the account not being used.")
    reopened_on = models.DateField(null=True, help_text="When it was last opened again after that.")
    mail_failed_on = models.DateField(null=True, help_text="When mail was last refused; empty once one is taken.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="people_have_an_end_date",
                condition=Q(user__isnull=True) | Q(until_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["user", "until_on"], name="appointment_user")]

    @property
    def holder_id(self) -> UUID:
        """The account of its holder. Raises ValueError for the appointment of commands and jobs."""
        if self.user_id is None:
            raise ValueError("Nobody holds this appointment: commands and jobs act under it")
        return self.user_id

    @property
    def last_day(self) -> date:
        """Its last day; everybody's appointment has one, only that of commands and jobs does not."""
        return self.until_on or date.max


class _InvitationWall(Wall):
    """An agency's own invitations, for its lead and the coordinator; a lead writes none above the roles leads give."""

    name = "agency"

    def own(self, table: str) -> list[Policy]:
        sees = _LOOKS_AFTER.format(table=table)
        roles = ", ".join(f"'{role.value}'" for role in sorted(GIVEN_BY_LEADS))
        kinds = ", ".join(f"'{kind}'" for kind in sorted(ADVISES))
        advises = f"""("{table}"."role" <> '{Role.IDVA.value}' OR EXISTS (SELECT FROM partnership_agency a
                       WHERE a.id = "{table}"."agency_id" AND a.kind IN ({kinds})))"""
        gives = f"""{sees} AND ("{table}"."role" IN ({roles}) AND {advises} OR "{table}"."lets_back_in" IS NOT NULL
                              OR (SELECT openccr.actor_whole_area()) IS NOT NULL)
            AND "{table}"."made_by" = (SELECT openccr.actor_appointment())
            AND EXISTS (SELECT FROM partnership_agency a WHERE a.id = "{table}"."agency_id"
                        AND a.partnership_id = "{table}"."partnership_id")"""
        return [
            Policy("agency", APP, command="SELECT", using=sees),
            Policy("agency_insert", APP, command="INSERT", check=gives),
            Policy("agency_update", APP, command="UPDATE", using=sees, check=sees),
        ]


class Invitation(Walled):
    """A link by mail that turns once, within a week, into an appointment, or lets somebody back into their account.

    Only the hash of the link's token is kept. `openccr.accept_invitation()` turns it into the appointment.
    """

    wall = _InvitationWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("withdrawn_at",))

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in Role])
    post = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    lets_back_in = models.UUIDField(null=True, help_text="The account that may choose a new password; no appointment.")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True, help_text="The appointment that sent it; empty for `openccr init`.")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-made_at"], name="invitation_agency")]


class _KeptWall(Wall):
    """What an agency's lead and the coordinator keep for it: its clients and its single sign-on."""

    name = "agency"

    def own(self, table: str) -> list[Policy]:
        keeps = _LOOKS_AFTER.format(table=table)
        puts = f"""{keeps} AND EXISTS (SELECT FROM partnership_agency a WHERE a.id = "{table}"."agency_id"
                        AND a.partnership_id = "{table}"."partnership_id")"""
        return [
            Policy("agency", APP, command="SELECT", using=keeps),
            Policy("agency_insert", APP, command="INSERT", check=puts),
            Policy("agency_update", APP, command="UPDATE", using=keeps, check=keeps),
        ]


class _SignInWall(_KeptWall):
    """The same; each of the two people who set a sign-in up writes in their own name alone."""

    def own(self, table: str) -> list[Policy]:
        me = "(SELECT openccr.actor_user())"
        sets_up = f"set_up_by = {me} AND confirmed_by IS NULL AND confirmed_at IS NULL"
        confirms = f"confirmed_by = {me} OR (confirmed_by IS NULL AND confirmed_at IS NULL) OR ended_at IS NOT NULL"
        return [
            *super().own(table),
            Policy("sets_up", APP, command="INSERT", permissive=False, check=sets_up),
            Policy("confirms", APP, command="UPDATE", permissive=False, using="true", check=confirms),
        ]


class ApiClient(Walled):
    """An agency's own system, which sends and answers by itself within its scopes (security paper, T13).

    It acts under an appointment of its own. `openccr.issue_client()` writes both; of its secret only the hash is kept.
    """

    wall = _KeptWall(
        commands=("SELECT", "UPDATE"), changes=("secret_hash", "former_hash", "former_until", "rotated_at", "ended_at")
    )

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="clients")
    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="client")
    name = models.CharField(max_length=80)
    scopes = models.JSONField(default=list, help_text="Keys of `rules.Scope`.")
    secret_hash = models.CharField(max_length=64, unique=True)
    former_hash = models.CharField(max_length=64, blank=True, help_text="Of the secret before the last change.")
    former_until = models.DateTimeField(null=True)
    issued_at = models.DateTimeField()
    rotated_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-issued_at"], name="client_agency")]


class SignInProvider(Walled):
    """An agency's own sign-in (OpenID Connect). It opens accounts of that agency alone, once a second person agrees."""

    wall = _SignInWall(commands=("SELECT", "INSERT", "UPDATE"), changes=("confirmed_by", "confirmed_at", "ended_at"))

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="sign_in_providers")
    key = models.CharField(max_length=20, unique=True, help_text="Stands in the address given to the provider.")
    name = models.CharField(max_length=80)
    issuer = models.URLField()
    client_id = models.CharField(max_length=200)
    sealed_secret = models.BinaryField()
    domains = models.JSONField(default=list, help_text="Of the work e-mail addresses it may speak for.")
    vouches = models.BooleanField(default=False, help_text="Its word that a second factor was shown is taken.")
    set_up_by = models.UUIDField(help_text="The account that set it up.")
    set_up_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True, help_text="The other account that agreed.")
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sign_in_takes_two_people",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("set_up_by")),
            ),
        ]


class Forum(Walled):
    """A standing meeting of the partnership, such as its MARAC."""

    wall = PartnershipWall(commands=("SELECT",))

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="forums")
    kind = models.CharField(max_length=20, default="marac", help_text="Key of the pack's process.")
    name = models.CharField(max_length=120)
    venue = models.CharField(max_length=120, blank=True)
    settings = models.JSONField(default=dict, help_text="Local choices among the pack's versions (repeat rule …).")
