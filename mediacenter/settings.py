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
from mediacenter.toolkit.environment import Environment
from mediacenter.toolkit.richtext import CKEDITOR_CONFIGS  # noqa: F401  read by django-ckeditor
from mediacenter.toolkit.videos import PLAYER_ORIGINS

env = Environment()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", default=str(BASE_DIR / "var")))
environ.Env.read_env(BASE_DIR / ".env")

# --- Safety ---------------------------------------------------------------------------------
DEBUG = env.yes("DEBUG", default=False)
# What is shown and not used: demo accounts may exist, mails stand in the log.
DEMO = env.yes("DEMO", default=False)
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    try:
        SECRET_KEY = embedded.secret_key(VAR_DIR)
    except OSError as error:
        env.refuse("VAR_DIR", f"a folder that takes files ({error.strerror})", "", VAR_DIR)
# Keys that signed until a new one did: what they signed holds as long as they stand here.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS")
PUBLIC_URL = env.address(
    "PUBLIC_URL",
    default="http://localhost:8000",
    like="https://media.example.org",
    fits=lambda url: url.scheme in ("http", "https") and url.hostname,
).rstrip("/")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
HTTPS = not env.yes("ALLOW_HTTP", default=False)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # no other host, nor the same one by http, sets or gets them
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", default=31_536_000, least=0) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if BEHIND_PROXY := env.yes("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Proxies of one's own in front: so many entries of X-Forwarded-For, from the right, are believed.
TRUSTED_HOPS = env.number("TRUSTED_HOPS", default=1 if BEHIND_PROXY else 0, least=0)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14  # seconds, however often it is used
SESSION_IDLE_SECONDS = 60 * env.number("SESSION_IDLE_MINUTES", default=120, least=1)
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
    "mediacenter.services.calendars",
    "mediacenter.services.jobs",
    "mediacenter.services.journal",
    "mediacenter.services.outbox",
    "mediacenter.services.publicforms",
    "mediacenter.services.register",
    "mediacenter.services.retention",
    "mediacenter.services.search",
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
if DEMO:
    INSTALLED_APPS.append("mediacenter.demo")
MIDDLEWARE = [
    "mediacenter.portal.probes.Probes",
    "mediacenter.portal.requests_log.RequestsLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mediacenter.portal.middleware.OneCopyForAll",
    "mediacenter.portal.middleware.CompressedWords",
    "csp.middleware.CSPMiddleware",
    "mediacenter.portal.request_checks.ReadableRequests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "mediacenter.portal.api.middleware.OpenData",
    "django.middleware.common.CommonMiddleware",
    "mediacenter.portal.reading_modes.PicturesInWords",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "unions.sessions.SessionLimits",
    "unions.sessions.SecondFactorFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mediacenter.portal.middleware.AdminLanguage",
    "mediacenter.portal.middleware.PublicContentSecurityPolicy",
    "mediacenter.portal.request_checks.RefusalsInWords",
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
DATABASE_URL = env.address(
    "DATABASE_URL",
    default=embedded.database_url(VAR_DIR),
    like="postgresql://user:password@db.example.org:5432/name",
    fits=lambda url: url.scheme in ("postgresql", "postgres") and url.path.strip("/"),
)
DATABASES = {"default": {**environ.Env.db_url_config(DATABASE_URL), "CONN_MAX_AGE": 60}}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Seconds to connect, of a statement, of waiting for a lock: a reader waits for less than a job.
WEB_LIMITS, JOB_LIMITS = (3, 25, 5), (10, 240, 60)
CONNECT_SECONDS, STATEMENT_SECONDS, LOCK_SECONDS = (
    WEB_LIMITS if env.choice("PORTAL_ROLE", "web", "", default="") == "web" else JOB_LIMITS
)
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": CONNECT_SECONDS,
    "options": f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={LOCK_SECONDS}s",
    **DATABASES["default"].get("OPTIONS", {}),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.address(
    "REDIS_URL",
    default=embedded.redis_url(VAR_DIR),
    like="redis://redis.example.org:6379 without the number of a database",
    fits=lambda url: (
        url.path
        if url.scheme == "unix"
        else url.scheme in ("redis", "rediss") and url.hostname and not url.path.strip("/")
    ),
)
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
# Seconds without a sign of life after which a job's worker counts as lost.
JOB_SILENCE = env.number("JOB_SILENCE", default=30, least=1)
# Seconds between two rounds of what is done by the clock.
ROUND_SECONDS = env.number("ROUND_SECONDS", default=20, least=1)
# Seconds without a sign of life after which bin/serve replaces web, beat or a worker.
SILENCE_ALLOWED = env.number("SILENCE_ALLOWED", default=90, least=1)
CELERY_BEAT_SCHEDULE = schedule.beat_schedule(every=ROUND_SECONDS, job_silence=JOB_SILENCE)

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
SECOND_FACTOR_REQUIRED = env.yes("SECOND_FACTOR_REQUIRED", default=not DEMO)
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
MEDIA_ROOT = env.text("MEDIA_ROOT", default=str(VAR_DIR / "media"))
WHOLE_FILES = "mediacenter.toolkit.whole_files.WholeFiles"
STORAGES = {
    "default": {"BACKEND": env.dotted_name("MEDIA_STORAGE", default=WHOLE_FILES)},
    # What only the one who may read it is handed, by a view: reports, originals.
    "private": {
        "BACKEND": env.dotted_name("PRIVATE_STORAGE", default=WHOLE_FILES),
        "OPTIONS": env.mapping(
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
EMAIL_CONFIG = environ.Env.email_url_config(
    env.address(
        "EMAIL_URL",
        default="consolemail://" if DEMO else "smtp://localhost:25",
        like="smtp+tls://user:password@mail.example.org:587",
        fits=lambda url: (
            url.scheme in environ.Env.EMAIL_SCHEMES
            and (url.hostname or not url.scheme.startswith("smtp"))
        ),
    )
)
vars().update(EMAIL_CONFIG)
if EMAIL_CONFIG["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "mediacenter.toolkit.mail_server.EmailBackend"
# Seconds of one wait for the mail server, and of all that is said to hand over one mail: somebody
# waits, or other mails do.
EMAIL_TIMEOUT, EMAIL_SECONDS = 10, 20
DEFAULT_FROM_EMAIL = env.mail_address("DEFAULT_FROM_EMAIL", default="mediacenter@localhost")
# Who is told of errors: by mail, of one kind of error once within so many minutes, and by a Sentry.
ADMINS = [("", address) for address in env.mail_addresses("ERROR_MAILS_TO")]
ERROR_MAIL_MINUTES = env.number("ERROR_MAIL_MINUTES", default=60, least=1)
SENTRY_DSN = env.address(
    "SENTRY_DSN",
    default="",
    like="https://key@sentry.example.org/1",
    fits=lambda url: url.username and url.hostname and url.path.strip("/"),
)
# Who comes with it sees figures on how the portal is doing; without it this machine alone does.
METRICS_TOKEN = env.text("METRICS_TOKEN")
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
            "formatter": env.choice("LOG_FORMAT", "line", "json", default="line"),
        },
        "error mails": {"class": "mediacenter.toolkit.error_mails.ErrorMails"},
    },
    "loggers": {name: {"level": "WARNING"} for name in ("fontTools", "pikepdf")},
    "root": {
        "handlers": ["console", "error mails"],
        "level": env.level("LOG_LEVEL", default="INFO"),
    },
}

env.end_where_wrong()
if SENTRY_DSN:
    sentry.tell_errors_to(SENTRY_DSN)

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
