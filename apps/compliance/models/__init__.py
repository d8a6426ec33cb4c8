from apps.compliance.models.check import ComplianceCheck
from apps.compliance.models.completion_rate import CompletionRate
from apps.compliance.models.schedule import ComplianceSchedule

__all__ = ["CompletionRate", "ComplianceCheck", "ComplianceSchedule"]
