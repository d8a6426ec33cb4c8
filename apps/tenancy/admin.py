from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.tenancy import operations
from apps.tenancy.choices import FirmStatus, Role
from apps.tenancy.modeladmins import FirmForm, TenantAdmin
from apps.tenancy.models import ApiToken, Invitation, Membership, Tenant, User
from apps.tenancy.permissions import Right

REFUSED = (operations.TenancyError, ValidationError)


def chip(text: str, *, on: bool | None = None) -> SafeString:
    """Return a word in a pill: green where it is on, red where it is off, else gray."""
    return format_html('<span class="chip{}">{}</span>', {True: " on", False: " off"}.get(on, ""), text)


def named(column: str) -> Subquery:
    """Return the name of the person in ``column``: a firm reads people from its memberships, never from users."""
    people = Membership.objects.filter(tenant_id=OuterRef("tenant_id"), user_id=OuterRef(column))
    return Subquery(people.values("name")[:1])


class FirmSettingsForm(FirmForm):
    """A firm's data; the address is given when it is made and fixed from then on."""

    owner_email = forms.EmailField(
        label="Owner's e-mail",
        required=False,
        help_text="The firm's owner gets an invitation by mail, or the seat at once where they have an account.",
    )

    def validate_unique(self) -> None:
        """Leave the slug to the operation: outside a firm no other firm can be read."""


@admin.register(Tenant)
class FirmAdmin(TenantAdmin):
    """The firms of the staff member; a superuser makes new ones over all firms."""

    form = FirmSettingsForm
    refusals = REFUSED
    firm_path = "id"
    change_right = Right.SETTINGS
    delete_right = ""
    list_display = ("name", "state", "industry", "region", "time_zone", "currency", "open_link")
    list_filter = ("status", "firm_size_tier", "business_type")
    search_fields = ("name", "slug", "industry", "region")
    ordering = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "slug", "owner_email", "status", "business_type")}),
        ("Place and money", {"fields": ("time_zone", "currency", "region")}),
        (
            "Size",
            {"fields": ("industry", "segment", "firm_size_tier", "team_headcount", "annual_revenue")},
        ),
        ("Program", {"fields": ("cohort_label", "baseline_monthly_leads", "discovery_complete", "notes")}),
    )

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return request.caller is None and request.user.is_superuser

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        first, *others = fieldsets
        shown = tuple(name for name in first[1]["fields"] if name != "owner_email")
        return [(first[0], {"fields": shown}), *others]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("slug",) if obj else ()

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return admin.ModelAdmin.add_view(self, request, form_url, extra_context)

    def save_record(self, request: Any, obj: Any, form: Any, *, change: bool) -> None:
        if change:
            changes = {name: form.cleaned_data[name] for name in form.changed_data if name != "seen_version"}
            operations.change_settings(changes=changes)
            return
        given = {name: value for name, value in form.cleaned_data.items() if name != "seen_version"}
        founded = operations.create_firm(**given, at=timezone.now(), by=request.user.pk)
        obj.pk, obj._state.adding = founded.tenant.pk, False
        if founded.invitation:
            self.message_user(request, f"{founded.invitation.email} is invited by mail as the owner.")

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Leave no entry in the log of people: the firm's own history begins with its first row."""

    def response_add(self, request: Any, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        text = format_html('The firm <a href="/f/{}/admin/">{}</a> is made.', obj.slug, obj.name)
        self.message_user(request, text, messages.SUCCESS)
        return self.response_post_save_add(request, obj)

    @admin.display(description="Status", ordering="status")
    def state(self, firm: Tenant) -> SafeString:
        on = {FirmStatus.ACTIVE: True, FirmStatus.CHURNED: False}.get(FirmStatus(firm.status))
        return chip(firm.get_status_display(), on=on)

    @admin.display(description="Its pages")
    def open_link(self, firm: Tenant) -> SafeString:
        return format_html(
            '<a href="/f/{0}/admin/">Admin<span class="visually-hidden"> of {1}</span></a> · '
            '<a href="/f/{0}/">Portal<span class="visually-hidden"> of {1}</span></a>',
            firm.slug,
            firm.name,
        )


class MembershipForm(FirmForm):
    """A member's role. The owner's seat moves by handing the firm over."""

    role = forms.ChoiceField(
        choices=[choice for choice in Role.choices if choice[0] != Role.STAFF],
        help_text="Choosing Owner hands the firm over: the owner until now becomes an admin.",
    )

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"role"}  # the rules of a seat are the operations'


@admin.register(Membership)
class MembershipAdmin(TenantAdmin):
    form = MembershipForm
    refusals = REFUSED
    add_right = ""  # people join by invitation
    change_right = Right.ROLES
    delete_right = Right.INVITE
    list_display = ("name", "email", "role_chip", "since")
    list_filter = ("role",)
    search_fields = ("name", "email")
    ordering = ("name", "id")
    fields = ("name", "email", "role")
    readonly_fields = ("name", "email")
    history_fields = ("name", "email", "role")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_staff_seat = obj is not None and obj.role == Role.STAFF
        return super().has_change_permission(request, obj) and not is_staff_seat

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # people are taken out one by one
        return actions

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        if obj.role == Role.OWNER:
            operations.hand_over(membership_id=obj.pk)
        else:
            operations.change_role(membership_id=obj.pk, role=obj.role)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        operations.remove_member(membership_id=obj.pk, company=request.user.is_superuser)

    @admin.display(description="Role", ordering="role")
    def role_chip(self, member: Membership) -> SafeString:
        return chip(member.get_role_display(), on=True if member.role == Role.OWNER else None)

    @admin.display(description="Since", ordering="created_at")
    def since(self, member: Membership) -> Any:
        return timezone.localdate(member.created_at)


class OpenFilter(admin.SimpleListFilter):
    """Invitations by what has become of them."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "Open"), ("expired", "Expired"), ("accepted", "Accepted"), ("revoked", "Revoked")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        unused, now = queryset.filter(accepted_at__isnull=True, revoked_at__isnull=True), timezone.now()
        match self.value():
            case "open":
                return unused.filter(expires_at__gt=now)
            case "expired":
                return unused.filter(expires_at__lte=now)
            case "accepted":
                return queryset.filter(accepted_at__isnull=False)
            case "revoked":
                return queryset.filter(revoked_at__isnull=False)
        return queryset


class RevokeAdmin(TenantAdmin):
    """What is looked at and revoked, and made or changed elsewhere."""

    add_right = ""
    change_right = ""
    delete_right = ""
    revoke_right: ClassVar[str]
    actions = ("revoke_selected",)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return self.may(request, self.revoke_right)

    def revoke(self, row_id: Any) -> None:
        """Revoke one row by its operation."""
        raise NotImplementedError

    @admin.action(description="Revoke", permissions=("revoke",))
    def revoke_selected(self, request: HttpRequest, queryset: Any) -> None:
        done = 0
        for row in queryset:
            try:
                self.revoke(row.pk)
            except operations.TenancyError as refused:
                self.message_user(request, f"{row}: {refused}", messages.WARNING)
            else:
                done += 1
        if done:
            self.message_user(request, f"{done} revoked.", messages.SUCCESS)


@admin.register(Invitation)
class InvitationAdmin(RevokeAdmin):
    revoke_right = Right.INVITE
    list_display = ("email", "role", "state", "invited_by_name", "created_at", "expires_at")
    list_filter = (OpenFilter, "role")
    search_fields = ("email",)
    ordering = ("-created_at",)
    fields = ("email", "role", "state", "invited_by_name", "created_at", "expires_at", "accepted_at", "revoked_at")
    readonly_fields = fields
    history_fields = ("email", "role", "expires_at", "accepted_at", "revoked_at")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(inviter=named("invited_by_id"))

    def revoke(self, row_id: Any) -> None:
        operations.revoke_invitation(invitation_id=row_id, at=timezone.now())

    @admin.display(description="Invited by", ordering="inviter", empty_value="Firmloop")
    def invited_by_name(self, invitation: Any) -> str | None:
        return invitation.inviter

    @admin.display(description="State")
    def state(self, invitation: Invitation) -> SafeString:
        if invitation.revoked_at:
            return chip("Revoked", on=False)
        if invitation.accepted_at:
            return chip("Accepted", on=True)
        return chip("Expired", on=False) if invitation.expires_at <= timezone.now() else chip("Open")


@admin.register(ApiToken)
class ApiTokenAdmin(RevokeAdmin):
    revoke_right = Right.TOKENS
    list_display = ("name", "prefix", "scope_chips", "state", "maker", "last_used_at", "expires_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    search_fields = ("name", "prefix")
    ordering = (F("revoked_at").asc(nulls_first=True), "-created_at")
    fields = (
        "name",
        "prefix",
        "scope_chips",
        "state",
        "maker",
        "created_at",
        "last_used_at",
        "expires_at",
        "revoked_at",
    )
    readonly_fields = fields
    history_fields = ("name", "scopes", "expires_at", "revoked_at")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("token_hash").annotate(maker_name=named("created_by_id"))

    def revoke(self, row_id: Any) -> None:
        operations.revoke_token(token_id=row_id, at=timezone.now())

    @admin.display(description="Made by", empty_value="Firmloop")
    def maker(self, token: Any) -> str | None:
        return token.maker_name

    @admin.display(description="May")
    def scope_chips(self, token: ApiToken) -> str:
        return ", ".join(token.scopes)

    @admin.display(description="State")
    def state(self, token: ApiToken) -> SafeString:
        if token.revoked_at:
            return chip("Revoked", on=False)
        expired = token.expires_at is not None and token.expires_at <= timezone.now()
        return chip("Expired", on=False) if expired else chip("Valid", on=True)


class PersonForm(FirmForm):
    """An account: who, and whether they may sign in."""

    class Meta:
        model = User
        fields = ("name", "email", "is_active", "is_superuser")


@admin.register(User)
class UserAdmin(TenantAdmin):
    """Accounts, for superusers. Passwords are the people's own: nobody sets or sees them here."""

    form = PersonForm
    refusals = REFUSED
    list_display = ("name", "email", "is_active", "is_superuser", "last_login", "date_joined")
    list_filter = ("is_superuser", "is_active")
    search_fields = ("name", "email")
    ordering = ("name", "email")
    fields = ("name", "email", "is_active", "is_superuser", "last_login", "date_joined")
    readonly_fields = ("last_login", "date_joined")
    actions = None
    firm_path = "id"

    def may(self, request: Any, right: str) -> bool:
        """People belong to no firm: only superusers, and only over all firms."""
        return request.caller is None and request.user.is_superuser and right != Right.DELETE

    def _over_all(self, request: HttpRequest) -> bool:
        return False

    def names_of(self, user_ids: set[Any]) -> dict[Any, str]:
        return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "name"))

    def save_record(self, request: Any, obj: Any, form: Any, *, change: bool) -> None:
        if change:
            obj.save(update_fields=[name for name in form.changed_data if name != "seen_version"])
            return
        given = form.cleaned_data
        made = operations.make_staff_user(
            email=given["email"], name=given["name"], password=None, is_superuser=given["is_superuser"]
        )
        obj.pk, obj._state.adding = made.pk, False
        self.message_user(request, f"{made.name} chooses a password by “Forgot your password?” on the sign-in page.")
