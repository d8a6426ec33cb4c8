from django.db import models


class MailStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"


class ActorKind(models.TextChoices):
    USER = "user", "Person"
    API_TOKEN = "api_token", "API token"
    JOB = "job", "Job"
    COMMAND = "command", "Command"
    AGENT = "agent", "Agent"
    SYSTEM = "system", "System"


class BatchStatus(models.TextChoices):
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class RunStatus(models.TextChoices):
    RUNNING = "running", "Running"
    SUCCEEDED = "succeeded", "Succeeded"
    PARTLY = "partly", "Succeeded in part"
    FAILED = "failed", "Failed"
    SKIPPED = "skipped", "Skipped"
