"""Find out who is asking, before any firm is entered."""

from __future__ import annotations

from django.http import Http404

from apps.tenancy.choices import Role
from apps.tenancy.functions import FirmOfUser, Use, count_use, firms_of_user, use_token
from apps.tenancy.permissions import Caller, Right, rights_of, rights_of_scopes
from apps.tenancy.requests import FirmRequest

READS = {"GET", "HEAD", "OPTIONS"}


class CallerError(Exception):
    """Base of the refusals of this module."""


class Unauthenticated(CallerError):
    """No session and no valid token."""


class TooManyRequests(CallerError):
    """The minute's requests of the caller or of the firm are used up."""

    def __init__(self, message: str, *, resets_in: int) -> None:
        super().__init__(message)
        self.resets_in = resets_in


def caller_of_session(request: FirmRequest, slug: str) -> Caller | None:
    """Return the signed-in person's place in the firm of the address.

    Raises Unauthenticated without a session, Http404 for a firm that does not exist or is not theirs.
    """
    firms = _firms_of_session(request)
    place = next((firm for firm in firms if firm.slug == slug), None)
    if place is None:
        raise Http404("no such firm for this person")
    return _member(request, place, firms=len(firms))


def _firms_of_session(request: FirmRequest) -> list[FirmOfUser]:
    if not request.user.is_authenticated:
        raise Unauthenticated("Sign in, or send Authorization: Bearer with a token to /api/.")
    return firms_of_user(request.user.pk)


def _member(request: FirmRequest, place: FirmOfUser, *, firms: int) -> Caller:
    user = request.user
    return Caller(
        tenant_id=place.tenant_id,
        slug=place.slug,
        firm_name=place.name,
        time_zone=place.time_zone,
        name=user.name,
        role=place.role,
        rights=rights_of(place.role, is_superuser=user.is_superuser),
        user_id=user.pk,
        membership_id=place.membership_id,
        firms=firms,
    )


def member_of_api(request: FirmRequest, slug: str) -> Caller | None:
    """Return the signed-in person's place in the firm of the address, and count their request.

    Raises what caller_of_session does, and TooManyRequests past the limits.
    """
    caller = caller_of_session(request, slug)
    if caller is not None:
        _count(request, caller)
    return caller


def _count(request: FirmRequest, caller: Caller) -> None:
    if caller.membership_id is not None:
        _keep_to_limits(request, count_use(caller.membership_id, caller.tenant_id), "You have")


def overseer_of(request: FirmRequest, tenant_id: str) -> Caller:
    """Return who asks an address of staff, which names a firm by its id, and count their request.

    That is a person by session who is staff of this firm, or a token of this very firm that may do what is asked.
    Raises Http404 for anybody else, as for a firm that does not exist, Unauthenticated without a session and a token,
    and TooManyRequests past the limits.
    """
    if "Authorization" in request.headers:
        caller = caller_of_token(request)
        right = Right.VIEW if request.method in READS else Right.EDIT
        if str(caller.tenant_id) != tenant_id or not caller.may(right):
            raise Http404("no such firm for this token")
        return caller
    firms = _firms_of_session(request)
    place = next((firm for firm in firms if str(firm.tenant_id) == tenant_id), None)
    if place is None or place.role != Role.STAFF:
        raise Http404("no such firm for this person")
    caller = _member(request, place, firms=len(firms))
    _count(request, caller)
    return caller


def caller_of_token(request: FirmRequest) -> Caller:
    """Return the program behind ``Authorization: Bearer``, and count its request.

    Raises Unauthenticated without a valid token, TooManyRequests past the limits.
    """
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise Unauthenticated("Send the header Authorization: Bearer with an API token of your firm.")
    use = use_token(token.strip())
    if use is None:
        raise Unauthenticated("This token is unknown, revoked or expired. Make a new one on the firm's token page.")
    _keep_to_limits(request, use.use, "This token has")
    return Caller(
        tenant_id=use.tenant_id,
        slug=use.slug,
        firm_name=use.firm_name,
        time_zone=use.time_zone,
        name=use.name,
        rights=rights_of_scopes(use.scopes),
        user_id=use.created_by_id,
        token_id=use.token_id,
        scopes=tuple(use.scopes),
    )


def _keep_to_limits(request: FirmRequest, use: Use, caller_has: str) -> None:
    request.api_use = use
    if use.left_caller < 0 or use.left_firm < 0:
        has = caller_has if use.left_caller < 0 else "This firm has"
        raise TooManyRequests(
            f"{has} used up the requests of this minute; try again in {use.resets_in} s.", resets_in=use.resets_in
        )


def staff_firms(request: FirmRequest) -> tuple[FirmOfUser, ...]:
    """Return the firms in which the signed-in person is staff, by name."""
    if not request.user.is_authenticated:
        return ()
    return tuple(firm for firm in firms_of_user(request.user.pk) if firm.role == Role.STAFF)
