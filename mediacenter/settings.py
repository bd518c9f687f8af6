"""All settings, from the environment; .env.example tells the type and meaning of each.

Safe by default: without a variable the portal runs closed (https only, no debug).
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from kombu import Queue

from mediacenter import schedule
from mediacenter.toolkit import embedded, sentry
from mediacenter.toolkit.richtext import CKEDITOR_CONFIGS  # noqa: F401  read by django-ckeditor
from mediacenter.toolkit.videos import PLAYER_ORIGINS

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
environ.Env.read_env(BASE_DIR / ".env")

# --- Safety ---------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
# What is shown and not used: demo accounts may exist, mails stand in the log.
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or embedded.secret_key(VAR_DIR)
# Keys that signed until a new one did: what they signed holds as long as they stand here.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
PUBLIC_URL = env.str("PUBLIC_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = not env.bool("ALLOW_HTTP", default=False)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # no other host, nor the same one by http, sets or gets them
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Proxies of one's own in front: so many entries of X-Forwarded-For, from the right, are believed.
TRUSTED_HOPS = env.int("TRUSTED_HOPS", default=1 if env.bool("BEHIND_PROXY", default=False) else 0)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14  # seconds, however often it is used
SESSION_IDLE_SECONDS = 60 * env.int("SESSION_IDLE_MINUTES", default=120)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# The admin's editor (CKEditor 4) and Unfold write inline styles and scripts; the public site does
# not, and gets the strict policy from mediacenter.portal.middleware.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PUBLIC_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF],
    "style-src": [SELF],
    # the players of videos, which nobody asks before the reader presses "play"
    "frame-src": [SELF, *PLAYER_ORIGINS],
}

# --- Rooms ----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "mediacenter.toolkit",
    "mediacenter.portal",
    "mediacenter.reports",
    "mediacenter.outreach",
    "publications",
    "training",
    "unions",
    "modeltranslation",
    "unfold.apps.BasicAppConfig",  # its own admin site would take the place of ours
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.inlines",
    "unfold.contrib.import_export",
    "mediacenter.portal.apps.MediacenterAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "import_export",
    "treebeard",
    "ckeditor",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
]
MIDDLEWARE = [
    "mediacenter.portal.probes.Probes",
    "mediacenter.portal.requests_log.RequestsLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mediacenter.portal.middleware.OneCopyForAll",
    "mediacenter.portal.middleware.CompressedWords",
    "csp.middleware.CSPMiddleware",
    "mediacenter.portal.readable.ReadableRequests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "unions.sessions.SessionLimits",
    "unions.sessions.SecondFactorFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mediacenter.portal.middleware.AdminLanguage",
    "mediacenter.portal.middleware.PublicContentSecurityPolicy",
    "mediacenter.portal.readable.RefusalsInWords",
    "mediacenter.portal.middleware.GoneMeanwhile",
]
ROOT_URLCONF = "mediacenter.urls"
WSGI_APPLICATION = "mediacenter.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mediacenter.portal.context.site",
            ],
        },
    }
]

# --- Database, queue, cache -----------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", default="") or embedded.database_url(VAR_DIR)
DATABASES = {"default": {**env.db_url_config(DATABASE_URL), "CONN_MAX_AGE": 60}}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Seconds to connect, of a statement, of waiting for a lock: a reader waits for less than a job.
WEB_LIMITS, JOB_LIMITS = (3, 25, 5), (10, 240, 60)
CONNECT_SECONDS, STATEMENT_SECONDS, LOCK_SECONDS = (
    WEB_LIMITS if env.str("PORTAL_ROLE", default="") == "web" else JOB_LIMITS
)
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": CONNECT_SECONDS,
    "options": f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={LOCK_SECONDS}s",
    **DATABASES["default"].get("OPTIONS", {}),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="") or embedded.redis_url(VAR_DIR)
CACHES = {
    "default": {
        "BACKEND": "mediacenter.toolkit.limits.CacheWithLimits",
        "LOCATION": REDIS_URL,
        "OPTIONS": {
            "IGNORE_EXCEPTIONS": True,  # the site answers while Redis is away
            "SOCKET_CONNECT_TIMEOUT": 1,
            "SOCKET_TIMEOUT": 1,
            # Not the queue's number: emptying the cache empties its whole database.
            "CONNECTION_POOL_KWARGS": {"db": 1},
        },
        "KEY_PREFIX": "mediacenter",
    },
    "limits": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "unions_limit",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_QUEUES = [Queue(lane) for lane in schedule.LANES]
CELERY_TASK_DEFAULT_QUEUE = schedule.FILES
CELERY_TASK_ROUTES = schedule.ROUTES
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # its lines are written like all others, below
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
}
# A request never waits for the queue: the sweeper publishes later what could not be published now.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = TIME_ZONE = "Asia/Almaty"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
# Seconds without a sign of life after which a report's worker counts as lost.
REPORT_JOB_SILENCE = env.int("REPORT_JOB_SILENCE", default=30)
# Seconds between two rounds of what is done by the clock.
ROUND_SECONDS = env.int("ROUND_SECONDS", default=20)
# Seconds without a sign of life after which bin/serve replaces web, beat or a worker.
SILENCE_ALLOWED = env.int("SILENCE_ALLOWED", default=90)
CELERY_BEAT_SCHEDULE = schedule.beat_schedule(
    every=ROUND_SECONDS, report_silence=REPORT_JOB_SILENCE
)

# --- People ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "unions.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "unions.accounts_backend.AccountsBackend",
]
DJANGOS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{DJANGOS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{DJANGOS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{DJANGOS}.CommonPasswordValidator"},
    {"NAME": f"{DJANGOS}.NumericPasswordValidator"},
    {"NAME": "unions.passwords.OwnWords"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("portal:cabinet")
LOGOUT_REDIRECT_URL = reverse_lazy("portal:home")
ACCOUNT_ADAPTER = "unions.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody lets the portal write to strangers
# Failed attempts: of one address, of one account.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/ip,10/5m/key"}
# Editors and administrators set one up before anything else.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEMO)
MFA_ADAPTER = "unions.second_factor.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Mediacenter"

# --- Languages ------------------------------------------------------------------------------
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
MODELTRANSLATION_LANGUAGES = ("kk", "ru", "en")
MODELTRANSLATION_DEFAULT_LANGUAGE = "kk"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("kk", "ru", "en")
LOCALE_PATHS = [BASE_DIR / "mediacenter" / "locale"]
FORMAT_MODULE_PATH = "mediacenter.toolkit.formats"
FORM_RENDERER = "mediacenter.toolkit.form_renderer.WithoutMaxlength"
USE_I18N = USE_TZ = USE_THOUSAND_SEPARATOR = True

# --- Files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "mediacenter.portal.storage.AppFiles",
    "mediacenter.portal.fonts.Fonts",
    "mediacenter.portal.icons.Icons",
    "mediacenter.portal.part_cards.PartCards",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "media"))
STORAGES = {
    "default": {
        "BACKEND": env.str("MEDIA_STORAGE", default="mediacenter.toolkit.whole_files.WholeFiles")
    },
    # What only the one who may read it is handed, by a view: reports, originals.
    "private": {
        "BACKEND": env.str("PRIVATE_STORAGE", default="mediacenter.toolkit.whole_files.WholeFiles"),
        "OPTIONS": env.json(
            "PRIVATE_STORAGE_OPTIONS",
            default={
                "location": str(VAR_DIR / "private"),
                "base_url": None,
                "allow_overwrite": True,  # a report's name is the hash of what it says
            },
        ),
    },
    "staticfiles": {"BACKEND": "mediacenter.portal.storage.StaticStorage"},
}

# --- Children that are confined: seconds, and bytes of address space -------------------------
# What reads a file that somebody sends: the photo of a telephone, a PDF. Somebody waits for it.
READER_SECONDS, READER_MEMORY = 20, 2 * 1024**3
# Typst, which sets a PDF in a job: 3,000 rows of links, the most that a report has, took 1.2 GB.
TYPST_SECONDS, TYPST_MEMORY = 60, 2 * 1024**3

# --- Mail and log ---------------------------------------------------------------------------
# Mails hold links that open accounts: in the log they stand in a demo alone.
EMAIL_CONFIG = env.email_url(
    "EMAIL_URL", default="consolemail://" if DEMO else "smtp://localhost:25"
)
vars().update(EMAIL_CONFIG)
if EMAIL_CONFIG["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "mediacenter.toolkit.mail_server.EmailBackend"
# Seconds of one wait for the mail server, and of all that is said to hand over one mail: somebody
# waits, or other mails do.
EMAIL_TIMEOUT, EMAIL_SECONDS = 10, 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="mediacenter@localhost")
# Who is told of errors: by mail, of one kind of error once within so many minutes, and by a Sentry.
ADMINS = [("", address) for address in env.list("ERROR_MAILS_TO", default=[])]
ERROR_MAIL_MINUTES = env.int("ERROR_MAIL_MINUTES", default=60)
if SENTRY_DSN := env.str("SENTRY_DSN", default=""):
    sentry.tell_errors_to(SENTRY_DSN)
# Who comes with it sees figures on how the portal is doing; without it this machine alone does.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "mediacenter.toolkit.logs.Line"},
        "json": {"()": "mediacenter.toolkit.logs.Json"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env.str("LOG_FORMAT", default="line"),
        },
        "error mails": {"class": "mediacenter.toolkit.error_mails.ErrorMails"},
    },
    "loggers": {"fontTools": {"level": "WARNING"}},
    "root": {"handlers": ["console", "error mails"], "level": env.str("LOG_LEVEL", default="INFO")},
}

SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # e-mails are unique whatever their case, by a constraint
    "ckeditor.W001",  # the customer names this editor; how it is kept safe: toolkit/richtext.py
]

UNFOLD = {
    "SITE_TITLE": _("Media centre"),
    "SITE_HEADER": _("Media centre"),
    "SITE_URL": "/",
    "SITE_ICON": lambda request: static("img/emblem.svg"),
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("img/emblem.svg"),
        }
    ],
    "STYLES": [
        lambda request: static("css/admin.css"),
        lambda request: static("css/admin-work.css"),
    ],
    "SCRIPTS": [
        lambda request: static("js/named-choices.js"),
        lambda request: static("js/admin-keys.js"),
        lambda request: static("js/admin-buttons.js"),
        lambda request: static("js/pins.js"),
        lambda request: static("js/form-errors.js"),
    ],
    "GLOBAL_CALLBACK": "mediacenter.portal.sidebar.for_every_page",
    "DASHBOARD_CALLBACK": "mediacenter.portal.first_screen.first_screen",
    "SHOW_LANGUAGES": True,
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "BORDER_RADIUS": "4px",
    "COLORS": {
        "primary": {
            "50": "#eef5f8",
            "100": "#d8e8ef",
            "200": "#b3d1de",
            "300": "#93c4d9",
            "400": "#74b2cc",
            "500": "#4f9fc0",
            "600": "#0b4f6c",
            "700": "#0a4560",
            "800": "#0a3d52",
            "900": "#072f40",
            "950": "#04202c",
        }
    },
}
