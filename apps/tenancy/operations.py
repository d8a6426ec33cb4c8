"""Every write to firms, members, invitations and tokens that has a rule.

Firms and accounts are made outside any firm and enter it themselves; what an admin of a firm does runs inside it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q

from apps.core.queue import enqueue
from apps.tenancy.choices import Role, Scope
from apps.tenancy.context import Context, current, current_tenant_id, login_context, tenant_context
from apps.tenancy.functions import InvitationFound, hash_of, invitation_of_link, new_id, user_id_of_email
from apps.tenancy.models import ApiToken, Invitation, Membership, Tenant, User

INVITATION_LASTS = timedelta(days=14)
INVITABLE = (Role.VIEWER, Role.MEMBER, Role.ADMIN)
ASSIGNABLE = (*INVITABLE, Role.STAFF)
VISIT_ENDS_AFTER = timedelta(minutes=30)


class TenancyError(Exception):
    """Base of the refusals of this module; the message is written for the user."""


class AlreadyMember(TenancyError):
    """The invited person belongs to the firm."""


class RoleRefused(TenancyError):
    """The role cannot be given or taken this way."""


class InvitationClosed(TenancyError):
    """The link is unknown, expired, revoked or was used."""


class WrongPerson(TenancyError):
    """The invitation was sent to somebody else's address."""


class AccountExists(TenancyError):
    """The invited address has an account; its owner signs in to accept."""


@dataclass(frozen=True)
class Founded:
    """A new firm, and the invitation of its owner where they have no account yet."""

    tenant: Tenant
    invitation: Invitation | None


def create_firm(
    *, name: str, slug: str, owner_email: str = "", at: datetime, by: UUID | None = None, **fields: Any
) -> Founded:
    """Make a firm with all it needs: its row, every superuser as staff, and its owner.

    An owner with an account becomes a member at once; another one is invited by mail. Runs outside any firm. Raises
    ValidationError naming the field, for a slug that is taken too; then nothing is made.
    """
    tenant = Tenant(name=name, slug=slug, **fields)
    tenant.id = new_id()
    with tenant_context(tenant.id, user_id=by, actor=_actor("firm made")):
        tenant.full_clean(exclude={"id"}, validate_unique=False)  # other firms' slugs are seen by the index alone
        _insert_firm(tenant)
        invitation = _seat_owner(owner_email, at=at) if owner_email else None
    return Founded(tenant, invitation)


def _actor(name: str) -> dict[str, str]:
    context: Context | None = current()
    return context.actor if context and context.actor else {"name": name, "via": "operation"}


def _insert_firm(tenant: Tenant) -> None:
    try:
        with transaction.atomic():
            tenant.save(force_insert=True)
    except IntegrityError as error:
        if "slug" not in str(error):
            raise
        raise ValidationError({"slug": f"There is a firm with the address {tenant.slug} already."}) from error


def _seat_owner(email: str, *, at: datetime) -> Invitation | None:
    validate_email(email)
    user_id = user_id_of_email(email)
    if user_id is None:
        return _invite(email=email, role=Role.OWNER, at=at)
    Membership.objects.filter(user_id=user_id).delete()  # a superuser is staff of a new firm; the owner's seat wins
    Membership.objects.create(user_id=user_id, role=Role.OWNER)
    return None


@transaction.atomic
def invite(*, email: str, role: str, at: datetime) -> Invitation:
    """Invite a person by mail; an open invitation to the same address is replaced.

    Raises RoleRefused for owner and staff, AlreadyMember, or ValidationError for an address that is none.
    """
    if role not in INVITABLE:
        raise RoleRefused(f"People are invited as {', '.join(r.label.lower() for r in INVITABLE)}.")
    return _invite(email=email, role=role, at=at)


def _invite(*, email: str, role: str, at: datetime) -> Invitation:
    email = email.strip().lower()
    if Membership.objects.filter(email__iexact=email).exists():
        raise AlreadyMember(f"{email} belongs to this firm already.")
    _open_invitations().filter(email__iexact=email).update(revoked_at=at)
    context = current()
    invitation = Invitation(
        email=email,
        role=role,
        invited_by_id=context.user_id if context else None,
        expires_at=at + INVITATION_LASTS,
    )
    invitation.full_clean()
    invitation.save()
    enqueue("work.mail_invitation", tenant_id=str(invitation.tenant_id), invitation_id=str(invitation.pk))
    return invitation


def _open_invitations() -> Any:
    return Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True)


@transaction.atomic
def renew_invitation_link(*, invitation_id: UUID) -> str:
    """Return a new link for an open invitation; links mailed before stop working.

    Raises InvitationClosed.
    """
    invitation = _open_invitations().select_for_update().filter(pk=invitation_id).first()
    if invitation is None:
        raise InvitationClosed("This invitation was used or revoked.")
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_of(token)
    invitation.save(update_fields=["token_hash"])
    return f"{settings.FIRMLOOP_URL}/invite/{token}/"


@transaction.atomic
def revoke_invitation(*, invitation_id: UUID, at: datetime) -> Invitation:
    """Close an open invitation; its link stops working.

    Raises InvitationClosed when it was used or revoked before.
    """
    invitation = _open_invitations().select_for_update().filter(pk=invitation_id).first()
    if invitation is None:
        raise InvitationClosed("This invitation was used or revoked before.")
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    return invitation


def open_invitation(token: str, *, at: datetime) -> InvitationFound:
    """Return the invitation behind a mailed link.

    Raises InvitationClosed with the reason in words.
    """
    found = invitation_of_link(token)
    if found is None or found.revoked_at:
        raise InvitationClosed("This invitation is not valid any more. Ask the firm for a new one.")
    if found.accepted_at:
        raise InvitationClosed("This invitation was used. Sign in with your e-mail and password.")
    if found.expires_at <= at:
        raise InvitationClosed(f"This invitation expired on {found.expires_at:%B %-d, %Y}. Ask the firm for a new one.")
    return found


def accept_invitation(*, token: str, user: User, at: datetime) -> InvitationFound:
    """Make the signed-in person a member of the firm that invited them.

    Raises InvitationClosed, WrongPerson or AlreadyMember; then nothing has changed.
    """
    found = open_invitation(token, at=at)
    if user.email.lower() != found.email.lower():
        raise WrongPerson(f"This invitation was sent to {found.email}; you are signed in as {user.email}.")
    with tenant_context(
        found.tenant_id, user_id=user.pk, actor={"name": user.name, "via": "page", "user": str(user.pk)}
    ):
        invitation = _open_invitations().select_for_update().filter(pk=found.invitation_id).first()
        if invitation is None:
            raise InvitationClosed("This invitation was used or revoked a moment ago.")
        if Membership.objects.filter(user_id=user.pk).exists():
            raise AlreadyMember("You belong to this firm already.")
        invitation.accepted_at = at
        invitation.save(update_fields=["accepted_at"])
        Membership.objects.create(user_id=user.pk, role=invitation.role)
    return found


def join_by_invitation(*, token: str, name: str, password: str, at: datetime) -> User:
    """Make an account for the invited address and the membership with it.

    Raises InvitationClosed, AccountExists, or ValidationError naming name or password; then nothing is made.
    """
    found = open_invitation(token, at=at)
    with transaction.atomic():
        if User.objects.filter(email__iexact=found.email).exists():
            raise AccountExists(f"{found.email} has an account. Sign in to accept the invitation.")
        if not name.strip():
            raise ValidationError({"name": "Enter your name, as the others should see it."})
        try:
            validate_password(password, User(email=found.email, name=name))
        except ValidationError as error:
            raise ValidationError({"password": error.messages}) from error
        try:
            with transaction.atomic():
                user = User.objects.create_user(found.email, name=name.strip(), password=password)
        except IntegrityError as error:  # the same link, sent twice at once
            raise AccountExists(f"{found.email} has an account. Sign in to accept the invitation.") from error
        accept_invitation(token=token, user=user, at=at)
    return user


@transaction.atomic
def change_role(*, membership_id: UUID, role: str) -> Membership:
    """Give a member another role.

    Raises RoleRefused for the owner's seat: a firm is handed over instead.
    """
    membership = Membership.objects.select_for_update().get(pk=membership_id)
    if role == membership.role:
        return membership
    if Role.OWNER in {role, membership.role}:
        raise RoleRefused("A firm has exactly one owner; hand the firm over instead.")
    if role not in ASSIGNABLE:
        raise RoleRefused(f"“{role}” is no role; use one of {', '.join(ASSIGNABLE)}.")
    if Role.STAFF in {role, membership.role}:
        raise RoleRefused("Staff are the company's own people; they are seated with firm_staff, not by a firm.")
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def seat_staff(*, user_id: UUID) -> Membership:
    """Make one of the company's own people staff of the firm.

    Raises AlreadyMember when they sit in it in another role.
    """
    membership = Membership.objects.filter(user_id=user_id).first()
    if membership is None:
        return Membership.objects.create(user_id=user_id, role=Role.STAFF)
    if membership.role != Role.STAFF:
        raise AlreadyMember(f"{membership.name} belongs to this firm as {membership.get_role_display()}.")
    return membership


@transaction.atomic
def hand_over(*, membership_id: UUID) -> Membership:
    """Make a member the owner; the owner until now becomes an admin.

    Raises RoleRefused for staff and viewers.
    """
    # Two at once take turns at the firm: the second one's look at the seats has to come after the first one's change.
    Tenant.objects.select_for_update(no_key=True).get(pk=current_tenant_id())
    chosen = Q(pk=membership_id) | Q(role=Role.OWNER)
    seats = {seat.pk: seat for seat in Membership.objects.select_for_update().filter(chosen).order_by("pk")}
    heir = seats.get(membership_id)
    if heir is None:
        raise Membership.DoesNotExist
    if heir.role == Role.OWNER:
        return heir
    if heir.role not in {Role.MEMBER, Role.ADMIN}:
        raise RoleRefused("A firm is handed over to one of its members or admins.")
    for seat in seats.values():
        if seat.role == Role.OWNER:
            seat.role = Role.ADMIN
            seat.save(update_fields=["role"])
    heir.role = Role.OWNER
    heir.save(update_fields=["role"])
    return heir


@transaction.atomic
def remove_member(*, membership_id: UUID, company: bool = False) -> Membership:
    """Take a person out of the firm; what they did stays. Only the ``company`` takes its staff out.

    Raises RoleRefused for the owner, and for staff.
    """
    membership = Membership.objects.select_for_update().get(pk=membership_id)
    if membership.role == Role.OWNER:
        raise RoleRefused("The owner cannot be removed; hand the firm over first.")
    if membership.role == Role.STAFF and not company:
        raise RoleRefused(f"{membership.name} is the company's staff; only the company takes its people out of a firm.")
    membership.delete()
    return membership


def note_visit(*, at: datetime, goes_on: bool = False) -> datetime | None:
    """Return when the acting person's visit before this one began, None on the first one and for programs.

    A new visit begins after half an hour of silence; ``goes_on`` says that the browser broke it meanwhile. Writes once
    a visit, whatever the person's role.
    """
    context = current()
    seat = Membership.objects.filter(user_id=context.user_id if context else None)
    began, before = seat.values_list("visited_at", "previous_visit_at").first() or (at, None)
    if began is not None and (goes_on or at - began < VISIT_ENDS_AFTER):
        return before
    seat.filter(visited_at=began).update(previous_visit_at=began, visited_at=at)  # of two tabs, one begins the visit
    return began


@transaction.atomic
def make_token(
    *, name: str, scopes: list[str], expires_at: datetime | None = None, at: datetime
) -> tuple[ApiToken, str]:
    """Make an API token of the firm and return it with its secret, which is never shown again.

    Raises ValidationError naming name, scopes or expires_at.
    """
    if expires_at is not None and expires_at <= at:
        raise ValidationError({"expires_at": "A token expires in the future, or never."})
    if unknown := set(scopes) - set(Scope.values):
        raise ValidationError({"scopes": f"{', '.join(sorted(unknown))}: use {', '.join(Scope.values)}."})
    key = secrets.token_hex(4)
    secret = f"fl_{key}_{secrets.token_urlsafe(32)}"
    context = current()
    token = ApiToken(
        name=name.strip(),
        prefix=f"fl_{key}",
        token_hash=hash_of(secret),
        scopes=sorted(set(scopes)),
        created_by_id=context.user_id if context else None,
        expires_at=expires_at,
    )
    token.full_clean()
    token.save()
    return token, secret


@transaction.atomic
def revoke_token(*, token_id: UUID, at: datetime) -> ApiToken:
    """Refuse a token from its next request on; a revoked one stays revoked."""
    token = ApiToken.objects.select_for_update().get(pk=token_id)
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
    return token


@transaction.atomic
def change_settings(*, changes: dict[str, Any], version: int | None = None) -> Tenant:
    """Change the firm's own data; its slug is fixed.

    Raises ValidationError naming the field.
    """
    tenant = Tenant.objects.select_for_update().get(pk=current_tenant_id())
    if version is not None and tenant.row_version != version:
        raise ValidationError("The firm was changed meanwhile. Look again; nothing of yours was saved.")
    for name, value in changes.items():
        setattr(tenant, name, value)
    tenant.full_clean(exclude=["id"])
    tenant.save(update_fields=list(changes))
    return tenant


def make_staff_user(*, email: str, name: str, password: str | None, is_superuser: bool = False) -> User:
    """Make an account of the company's own people, outside any firm.

    Raises ValidationError, for an address that has an account too.
    """
    with login_context():
        return User.objects.create_user(email, name=name, password=password, is_superuser=is_superuser)


@transaction.atomic
def set_mail_habits(*, membership_id: UUID, digest: bool, alerts: bool) -> Membership:
    """Choose whether a member gets the firm's weekly mail and mails about blocked tickets."""
    seat = Membership.objects.select_for_update(no_key=True).get(pk=membership_id)
    seat.wants_digest, seat.wants_alerts = digest, alerts
    seat.save(update_fields=["wants_digest", "wants_alerts"])
    return seat
