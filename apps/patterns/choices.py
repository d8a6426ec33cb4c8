from django.db import models


class ProjectStatus(models.TextChoices):
    ACTIVE = "active", "Active"
    ARCHIVED = "archived", "Archived"
    DELETED = "deleted", "Deleted"


class BuildStatus(models.TextChoices):
    SUCCESS = "success", "Succeeded"
    FAILURE = "failure", "Failed"


class Deployment(models.TextChoices):
    DEPLOYED = "deployed", "Deployed"
    STAGING = "staging", "Staging"
    LOCAL = "local", "Local"


class Health(models.TextChoices):
    """What the last build and its tests say of a project; the SQL function ``project_health`` has the rule."""

    HEALTHY = "healthy", "Healthy"
    WARNING = "warning", "Tests below 80 %"
    ERROR = "error", "Build failed"
    UNKNOWN = "unknown", "No build yet"


class EventType(models.TextChoices):
    BUILD = "build", "Build"
    TEST = "test", "Tests"
    DEPLOY = "deploy", "Deployment"


class EventStatus(models.TextChoices):
    SUCCESS = "success", "Succeeded"
    FAILURE = "failure", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class EventSource(models.TextChoices):
    CLIENT = "client", "Reported"
    CI = "ci", "CI"
    MANUAL = "manual", "By hand"


class PromptState(models.TextChoices):
    """What became of the question how a project was; dismissed twice ends it."""

    PENDING = "pending", "Waits"
    SHOWN = "shown", "Shown"
    DISMISSED = "dismissed", "Dismissed"
    DONE = "done", "Answered"


class PositiveAspect(models.TextChoices):
    FAST = "fast", "Fast"
    CLEAN_CODE = "clean-code", "Clean code"
    GOOD_DOCS = "good-docs", "Good documentation"
    EASY_SETUP = "easy-setup", "Easy to set up"
    COMPLETE = "complete", "Complete"
    CUSTOMIZABLE = "customizable", "Easy to adapt"


class NegativeAspect(models.TextChoices):
    SLOW = "slow", "Slow"
    BUGGY = "buggy", "Faulty"
    POOR_DOCS = "poor-docs", "Poor documentation"
    COMPLEX = "complex", "Complicated"
    INCOMPLETE = "incomplete", "Incomplete"
    HARD_CUSTOMIZE = "hard-customize", "Hard to adapt"


class ErrorType(models.TextChoices):
    DEPENDENCY = "dependency", "Dependency"
    BUILD = "build", "Build"
    RUNTIME = "runtime", "At run time"
    CONFIGURATION = "configuration", "Configuration"


class FeedbackSource(models.TextChoices):
    MODAL = "modal", "Asked"
    DASHBOARD = "dashboard", "On its own"
    EMAIL = "email", "Mail"


class CiKind(models.TextChoices):
    GITHUB = "github", "GitHub"
    GITLAB = "gitlab", "GitLab"
    GENERIC = "generic", "Any other"


class TrendMetric(models.TextChoices):
    SATISFACTION = "satisfaction", "Satisfaction"
    USAGE = "usage", "Projects made"
    BUILD_SUCCESS = "build_success", "Build success"
    TEST_PASS_RATE = "test_pass_rate", "Test pass rate"
    NPS = "nps", "Would use again (NPS)"


class Period(models.TextChoices):
    WEEK = "7d", "7 days"
    MONTH = "30d", "30 days"
    QUARTER = "90d", "90 days"


DAYS = {Period.WEEK: 7, Period.MONTH: 30, Period.QUARTER: 90}
