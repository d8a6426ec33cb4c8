"""How log lines look: one event a line, with request, tenant and actor bound by the middleware."""

import logging
import re
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from structlog.typing import EventDict

# Links that let somebody in are mailed: whoever reads the log must not follow them. Tokens are longer than any id.
SECRET_SEGMENT = re.compile(r"(?<=/)[\w-]{40,}(?=[/?\s]|$)|(?<=/key/)[^/\s]+")


def hide_links(_: Any, __: str, event: EventDict) -> EventDict:
    """Put an ellipsis for the token in the addresses of a log line."""
    for name in ("event", "request"):
        if isinstance(event.get(name), str):
            event[name] = SECRET_SEGMENT.sub("…", event[name])
    return event


SHARED: list[Any] = [
    hide_links,
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
]


def say_refusals_in_a_line(record: logging.LogRecord) -> bool:
    """Leave out the traceback of what was refused on purpose."""
    if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
        record.exc_info = None
    return True


def logging_config(*, json: bool) -> dict[str, Any]:
    """Return Django's ``LOGGING``: JSON lines for machines, plain lines for people."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer = (
        structlog.processors.JSONRenderer()
        if json
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": renderer,
                "foreign_pre_chain": SHARED,
            },
        },
        "filters": {"refusals": {"()": "django.utils.log.CallbackFilter", "callback": say_refusals_in_a_line}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        # They say at each start which of our jobs they loaded.
        "loggers": {f"procrastinate.{name}": {"level": "WARNING"} for name in ("blueprints", "periodic")},
    }
