from apps.work.models.audit_event import AuditEvent
from apps.work.models.change_batch import ChangeBatch
from apps.work.models.effect import Effect
from apps.work.models.engine_setting import EngineSetting
from apps.work.models.job_run import JobRun
from apps.work.models.outbox_message import OutboxMessage
from apps.work.models.public_link import PublicLink

__all__ = ["AuditEvent", "ChangeBatch", "Effect", "EngineSetting", "JobRun", "OutboxMessage", "PublicLink"]
