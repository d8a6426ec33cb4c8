"""Settings that hold everywhere; local, test and production change as little as they can."""

import environ
from csp.constants import NONE, SELF

from config import env

BASE_DIR = env.ROOT
SECRET_KEY = env.secret_key()
DEBUG = env.DEBUG
ALLOWED_HOSTS = env.ALLOWED_HOSTS

INSTALLED_APPS = [
    "apps.core",  # first: its makemigrations and migrate join two libraries' autodetectors
    "apps.tenancy",
    "apps.work",
    "apps.roadmaps",
    "apps.clients",
    "apps.compliance",
    "apps.deals",
    "apps.enrichment",
    "apps.feedback",
    "apps.patterns",
    "apps.quotes",
    "apps.tickets",
    "apps.metrics",
    "apps.portal",
    "apps.console",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "apps.console.apps.FirmloopAdminConfig",
    "pgtrigger",
    "pghistory",
    "django_migrate_sql",
    "procrastinate.contrib.django",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_structlog",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "apps.tenancy.middleware.FirmPrefixMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "apps.portal.visits.VisitMiddleware",
    "apps.tenancy.middleware.TenantMiddleware",  # last: the view and its rendering run inside the firm's transaction
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.tenancy.context_processors.firm",
            ],
        },
    },
]

DATABASES = {"default": environ.Env.db_url_config(env.database_url(env.process_role()))}
DATABASES["default"] |= {
    "ENGINE": "apps.tenancy.postgresql",
    "CONN_MAX_AGE": 0,
    "OPTIONS": {
        "prepare_threshold": 5,
        "pool": {"min_size": 1, "max_size": env.DATABASE_POOL_SIZE, "timeout": 5} if env.DATABASE_POOL_SIZE else False,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "tenancy.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["apps.tenancy.hashers.Argon2idHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "apps.tenancy.accounts.InvitedOnlyAdapter"
ACCOUNT_FORMS = {"login": "apps.tenancy.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account comes into being by a link that was mailed to the address
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PRESERVE_USERNAME_CASING = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False
FORMAT_MODULE_PATH = "config.formats"  # Django reads formats by language even without translations

STATIC_URL = "/static/"
STATIC_ROOT = env.STATIC_ROOT
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True

EMAIL_CONFIG = (
    environ.Env.email_url_config(env.EMAIL_URL)
    if env.EMAIL_URL
    else {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": 1025,
    }
)
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.MAIL_FROM

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["apps.tenancy.api.authentication.FirmAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["apps.tenancy.api.permissions.FirmPermission"],
    "DEFAULT_RENDERER_CLASSES": ["apps.core.api.renderers.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["apps.core.api.parsers.OrjsonParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "apps.core.api.problems.problem_handler",
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Firmloop API",
    "DESCRIPTION": (
        "Roadmaps, ticket packs and tickets of one firm. The token names it; nothing of another is seen.\n\n"
        "Lists come in pages: follow `next` and `previous`. Rows have an `ETag`; send it as `If-Match` with a change "
        "and get 412 when somebody was faster. A POST with an `Idempotency-Key` is done once, however often it "
        "is sent. "
        "A token or a person may make 600 requests a minute, their firm 3,000: `RateLimit-Limit`, "
        "`RateLimit-Remaining` and `RateLimit-Reset` are on every answer, `Retry-After` on 429. "
        "Refusals are problems as RFC 9457 has them."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "apps.work.cron.describe",
        "apps.patterns.webhooks.describe",
    ],
    "ENUM_NAME_OVERRIDES": {
        "TicketStatus": "apps.tickets.choices.TicketStatus",
        "PackStatus": "apps.tickets.choices.PackStatus",
        "PackSource": "apps.tickets.choices.PackSource",
        "TicketType": "apps.tickets.choices.TicketType",
        "RoadmapStatus": "apps.roadmaps.choices.RoadmapStatus",
        "SectionStatus": "apps.roadmaps.choices.SectionStatus",
        "PilotStage": "apps.roadmaps.choices.PilotStage",
        "ProposalStatus": "apps.roadmaps.choices.ProposalStatus",
        "PartKind": "apps.roadmaps.choices.PartKind",
        "PartChange": "apps.roadmaps.choices.PartChange",
        "PartDecision": "apps.roadmaps.choices.PartDecision",
        "RefreshResult": "apps.metrics.api.refresh.RESULTS",
        "Unit": "apps.metrics.choices.Unit",
        "SnapshotLabel": "apps.metrics.choices.SnapshotLabel",
        "SnapshotSource": "apps.metrics.choices.SnapshotSource",
        "OutcomeStatus": "apps.metrics.choices.OutcomeStatus",
        "StatusMethod": "apps.metrics.choices.StatusMethod",
        "ProjectionSource": "apps.metrics.choices.ProjectionSource",
        "QuoteStatus": "apps.quotes.choices.QuoteStatus",
        "QuoteResult": "apps.quotes.choices.QuoteResult",
        "Reason": "apps.quotes.choices.Reason",
        "QuoteActivityKind": "apps.quotes.choices.QuoteActivityKind",
        "ClientStatus": "apps.clients.choices.ClientStatus",
        "Priority": "apps.clients.choices.Priority",
        "BuyingRole": "apps.clients.choices.BuyingRole",
        "OrderStatus": "apps.clients.choices.OrderStatus",
        "CaseType": "apps.clients.choices.CaseType",
        "CaseStatus": "apps.clients.choices.CaseStatus",
        "TaskStatus": "apps.clients.choices.TaskStatus",
        "Stage": "apps.deals.choices.Stage",
        "OpenStage": "apps.deals.models.stage_config.OPEN",
        "ActivityKind": "apps.deals.choices.ActivityKind",
        "DoneByHand": "apps.deals.api.serializers.BY_HAND",
        "MailStatus": "apps.work.choices.MailStatus",
        "AnswerSource": "apps.feedback.choices.AnswerSource",
        "CheckStatus": "apps.compliance.choices.CheckStatus",
        "FeedbackStatus": "apps.feedback.choices.FeedbackStatus",
        "Sentiment": "apps.feedback.choices.Sentiment",
        "Issue": "apps.feedback.choices.Issue",
        "Rating": "apps.feedback.choices.Rating",
        "SignalType": "apps.enrichment.choices.SignalType",
        "SignalSource": "apps.enrichment.choices.SignalSource",
        "QueueStatus": "apps.enrichment.choices.QueueStatus",
        "Resolution": "apps.enrichment.choices.Resolution",
        "Source": "apps.enrichment.choices.Source",
        "EntityType": "apps.compliance.choices.EntityType",
        "Frequency": "apps.compliance.choices.Frequency",
        "DueFrom": "apps.compliance.choices.DueFrom",
        "CiKind": "apps.patterns.choices.CiKind",
        "ProjectStatus": "apps.patterns.choices.ProjectStatus",
        "BuildStatus": "apps.patterns.choices.BuildStatus",
        "Deployment": "apps.patterns.choices.Deployment",
        "Health": "apps.patterns.choices.Health",
        "EventType": "apps.patterns.choices.EventType",
        "EventStatus": "apps.patterns.choices.EventStatus",
        "EventSource": "apps.patterns.choices.EventSource",
        "PromptState": "apps.patterns.choices.PromptState",
        "ErrorType": "apps.patterns.choices.ErrorType",
        "FeedbackSource": "apps.patterns.choices.FeedbackSource",
        "TrendMetric": "apps.patterns.choices.TrendMetric",
        "Period": "apps.patterns.choices.Period",
        "KeptStatus": "apps.patterns.api.serializers.KEPT",
        "SeenState": "apps.patterns.api.serializers.SEEN",
    },
}

PGHISTORY_APPEND_ONLY = True
PGHISTORY_CREATED_AT_FUNCTION = "app_now()"
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = False
PGTRIGGER_INSTALL_ON_MIGRATE = False

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10  # debug: the line at a request's end says everything
FIRMLOOP_MAIL_IS_CAUGHT = env.MAIL_IS_CAUGHT
FIRMLOOP_URL = env.URL
FIRMLOOP_CRON_SECRET = env.cron_secret()
FIRMLOOP_MAILBOX_URL = env.MAILBOX_URL
FIRMLOOP_MAIL_REPLY_TO = env.MAIL_REPLY_TO
FIRMLOOP_APOLLO_KEY = env.APOLLO_API_KEY
FIRMLOOP_APOLLO_URL = env.APOLLO_URL
FIRMLOOP_DATABASE_ADMIN_URL = env.DATABASE_ADMIN_URL
FIRMLOOP_VAR = env.VAR
