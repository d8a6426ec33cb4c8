from apps.work.models.audit_event import AuditEvent
from apps.work.models.change_batch import ChangeBatch
from apps.work.models.effect import Effect
from apps.work.models.outbox_message import OutboxMessage

__all__ = ["AuditEvent", "ChangeBatch", "Effect", "OutboxMessage"]
