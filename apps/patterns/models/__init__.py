from apps.patterns.models.analytics import PatternAnalytics, PatternDay
from apps.patterns.models.build_event import BuildEvent
from apps.patterns.models.ci import CiDelivery, CiEndpoint
from apps.patterns.models.outcome import ProjectOutcome
from apps.patterns.models.pattern import Pattern
from apps.patterns.models.session import ScaffoldSession
from apps.patterns.models.user_feedback import UserFeedback

__all__ = [
    "BuildEvent",
    "CiDelivery",
    "CiEndpoint",
    "Pattern",
    "PatternAnalytics",
    "PatternDay",
    "ProjectOutcome",
    "ScaffoldSession",
    "UserFeedback",
]
