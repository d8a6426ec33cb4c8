from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from apps.core.expressions import UUID7, AppNow
from apps.core.models import touch
from apps.tenancy.policies import GlobalTable


class UserManager(BaseUserManager["User"]):
    """Find people by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, *, name: str, password: str | None = None, **fields: Any) -> User:
        """Make a person; without a password only a mailed link lets them in."""
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a person who makes firms and is staff of each."""
        return self.create_user(email, name=fields.pop("name", email), password=password, is_superuser=True, **fields)


class User(AbstractBaseUser):
    """A person, known by e-mail. What they may do in a firm is said by their membership there."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    email = models.EmailField(unique=True, error_messages={"unique": "There is an account with this e-mail."})
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True, help_text="Off: cannot sign in; nothing is deleted.")
    is_superuser = models.BooleanField(default=False, help_text="Makes firms and is made staff of each.")
    preferences = models.JSONField(
        default=dict, blank=True, editable=False, help_text="Saved filters and other habits of the person's own."
    )
    date_joined = models.DateTimeField(db_default=AppNow(), editable=False)
    updated_at = models.DateTimeField(db_default=AppNow(), editable=False)
    row_version = models.PositiveIntegerField(db_default=1, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        db_table = "users"
        constraints = [
            GlobalTable(
                name="tenancy_user_is_global",
                reason="One person may belong to many firms; firms read people from memberships.",
                grants=[
                    ("firmloop_web", "SELECT, INSERT, UPDATE"),
                    ("firmloop_worker", "SELECT (id, email, name)"),
                ],
            ),
            models.UniqueConstraint(Lower("email"), name="tenancy_user_email_unique_whatever_case"),
        ]
        triggers = [
            touch(besides=("last_login", "preferences")),
            pgtrigger.Trigger(
                name="memberships_follow",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("name", "email", "is_superuser", "is_active"),
                func="PERFORM follow_person(NEW.id); RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Whether Django's own admin checks let the person in; firms' roles are checked by our admin site."""
        return self.is_superuser

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Answer Django's question for tables outside any firm: the superuser's."""
        return self.is_active and self.is_superuser

    def has_module_perms(self, app_label: str) -> bool:
        """As ``has_perm``."""
        return self.is_active and self.is_superuser
