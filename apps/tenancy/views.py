"""Firms, people, invitations and tokens, for the people themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.tenancy import operations
from apps.tenancy.choices import Role
from apps.tenancy.decorators import needs
from apps.tenancy.forms import InvitationForm, JoinForm, TokenForm, add_refusal
from apps.tenancy.functions import firms_of_user
from apps.tenancy.models import ApiToken, Invitation, Membership, User
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

REFUSED = (operations.TenancyError, ValidationError)


@require_safe
def firms(request: FirmRequest) -> HttpResponse:
    """List the firms of the signed-in person; with one firm only, go there."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    places = firms_of_user(request.user.pk)
    if len(places) == 1:
        return redirect(f"/f/{places[0].slug}/")
    memberships = [{"tenant": {"slug": p.slug, "name": p.name}, "get_role_display": Role(p.role).label} for p in places]
    is_staff = any(place.role == Role.STAFF for place in places)
    return render(request, "tenancy/firms.html", {"memberships": memberships, "is_staff": is_staff})


@require_safe
@needs(Right.VIEW)
def people(request: FirmRequest) -> HttpResponse:
    """List the firm's people and open invitations."""
    return _people(request, InvitationForm())


def _people(request: FirmRequest, form: InvitationForm, status: int = 200) -> HttpResponse:
    members = list(Membership.objects.order_by("name", "id"))
    names = {member.user_id: member.name for member in members}
    waiting = Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True).order_by("email")
    context = {
        "form": form,
        "members": members,
        "invitations": [
            {
                "pk": one.pk,
                "email": one.email,
                "get_role_display": one.get_role_display(),
                "invited_by": names.get(one.invited_by_id, "Firmloop"),
                "expires_at": one.expires_at,
            }
            for one in waiting
        ],
        "roles": [(role.value, role.label) for role in operations.INVITABLE],
    }
    return render(request, "tenancy/people.html", context, status=status)


@require_POST
@needs(Right.INVITE)
def invite(request: FirmRequest) -> HttpResponse:
    """Send an invitation by mail."""
    form = InvitationForm(request.POST)
    if form.is_valid():
        try:
            invitation = operations.invite(**form.cleaned_data, at=timezone.now())
        except REFUSED as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"The invitation to {invitation.email} is on its way.")
            return redirect("tenancy:people")
    return _people(request, form, status=422)


@require_POST
@needs(Right.INVITE)
def invitation_revoke(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Close an open invitation."""
    invitation = get_object_or_404(Invitation, pk=pk)
    return _done(
        request,
        lambda: operations.revoke_invitation(invitation_id=pk, at=timezone.now()),
        f"The invitation of {invitation.email} is revoked.",
        to="tenancy:people",
    )


@require_POST
@needs(Right.ROLES)
def member_role(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Give a member another role."""
    member = get_object_or_404(Membership, pk=pk)
    role = request.POST.get("role", "")
    label = dict(Role.choices).get(role, role)
    return _done(
        request,
        lambda: operations.change_role(membership_id=pk, role=role),
        f"{member.name} is now {label.lower()}.",
        to="tenancy:people",
    )


@require_POST
@needs(Right.INVITE)
def member_remove(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Take a person out of the firm."""
    member = get_object_or_404(Membership, pk=pk)
    return _done(
        request,
        lambda: operations.remove_member(membership_id=pk),
        f"{member.name} no longer belongs to the firm.",
        to="tenancy:people",
    )


def _done(request: FirmRequest, act: Any, said: str, *, to: str) -> HttpResponse:
    try:
        act()
    except REFUSED as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect(to)


@require_safe
@needs(Right.TOKENS)
def tokens(request: FirmRequest) -> HttpResponse:
    """List the firm's API tokens."""
    return _tokens(request, TokenForm())


def _tokens(request: FirmRequest, form: TokenForm, status: int = 200, new_token: str = "") -> HttpResponse:
    listed = ApiToken.objects.order_by(F("revoked_at").desc(nulls_first=True), "-created_at", "-id")
    context = {"form": form, "tokens": listed, "new_token": new_token}
    return render(request, "tenancy/tokens.html", context, status=status)


@require_POST
@never_cache
@needs(Right.TOKENS)
def token_create(request: FirmRequest) -> HttpResponse:
    """Make a token and show its secret, this once."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _tokens(request, form, status=422)
    now, days = timezone.now(), form.cleaned_data["days"]
    try:
        _, secret = operations.make_token(
            name=form.cleaned_data["name"],
            scopes=[form.cleaned_data["scope"]],
            expires_at=now + timedelta(days=days) if days else None,
            at=now,
        )
    except REFUSED as refused:
        add_refusal(form, refused)
        return _tokens(request, form, status=422)
    return _tokens(request, TokenForm(), new_token=secret)


@require_POST
@needs(Right.TOKENS)
def token_revoke(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Refuse a token from now on."""
    token = get_object_or_404(ApiToken, pk=pk)
    return _done(
        request,
        lambda: operations.revoke_token(token_id=pk, at=timezone.now()),
        f"“{token.name}” is revoked; its next request is refused.",
        to="tenancy:tokens",
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: FirmRequest, token: str) -> HttpResponse:
    """Open a mailed invitation: make an account and join, or join with the account one has."""
    try:
        found = operations.open_invitation(token, at=timezone.now())
    except operations.InvitationClosed as refused:
        return render(request, "tenancy/invitation.html", {"invitation": None, "reason": str(refused)}, status=410)
    context: dict[str, Any] = {
        "invitation": {
            "email": found.email,
            "firm_name": found.firm_name,
            "role_label": Role(found.role).label,
            "expires_at": found.expires_at,
        }
    }
    if request.user.is_authenticated:
        return _accept(request, token, found, context)
    if User.objects.filter(email__iexact=found.email).exists():
        return render(request, "tenancy/invitation.html", context | {"must_sign_in": True})
    return _join(request, token, found, context)


def _accept(request: FirmRequest, token: str, found: Any, context: dict[str, Any]) -> HttpResponse:
    if request.user.email.lower() != found.email.lower():
        return render(request, "tenancy/invitation.html", context | {"wrong_account": True})
    if request.method == "POST":
        try:
            operations.accept_invitation(token=token, user=request.user, at=timezone.now())
        except operations.AlreadyMember as refused:
            messages.info(request, str(refused))
        return redirect(f"/f/{found.slug}/")
    return render(request, "tenancy/invitation.html", context)


def _join(request: FirmRequest, token: str, found: Any, context: dict[str, Any]) -> HttpResponse:
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = operations.join_by_invitation(token=token, **form.cleaned_data, at=timezone.now())
        except REFUSED as refused:
            add_refusal(form, refused)
        else:
            login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
            return redirect(f"/f/{found.slug}/")
    status = 422 if form.errors else 200
    return render(request, "tenancy/invitation.html", context | {"form": form}, status=status)
