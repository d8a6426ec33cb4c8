from apps.tenancy.models.api_token import ApiToken, ApiUsage
from apps.tenancy.models.idempotency_key import IdempotencyKey
from apps.tenancy.models.invitation import Invitation
from apps.tenancy.models.membership import Membership
from apps.tenancy.models.owned import TenantOwned, track_changes
from apps.tenancy.models.tenant import Tenant
from apps.tenancy.models.user import User

__all__ = [
    "ApiToken",
    "ApiUsage",
    "IdempotencyKey",
    "Invitation",
    "Membership",
    "Tenant",
    "TenantOwned",
    "User",
    "track_changes",
]
