"""Settings of the whole product, one file; what differs between machines comes from the environment (see env.py)."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from teladan.site import env
from teladan.site.database import application_role, databases

HERE = Path(__file__).resolve().parent
MODE = env.mode()
DEMO_LOGIN = MODE in (env.Mode.DEMO, env.Mode.TEST)
STYLE_GUIDE = MODE != env.Mode.PRODUCTION
DEBUG = False

DEMO_KEY = "hanya-untuk-demo-dan-uji-tidak-menjaga-data-sungguhan-apa-pun"  # public: everybody can read it here
if MODE is env.Mode.PRODUCTION:
    SECRET_KEY = env.text("TELADAN_SECRET_KEY")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 16 or SECRET_KEY == DEMO_KEY:
        raise ImproperlyConfigured("TELADAN_SECRET_KEY terlalu lemah: isi paling sedikit 50 karakter acak.")
    ALLOWED_HOSTS = env.words("TELADAN_HOSTS")
    if not ALLOWED_HOSTS or any("*" in host for host in ALLOWED_HOSTS):
        raise ImproperlyConfigured("TELADAN_HOSTS berisi nama host yang tepat, misalnya kinerja.kotacontoh.go.id.")
else:
    # Sessions of a demo survive a restart; the key guards nothing real.
    SECRET_KEY = os.environ.get("TELADAN_SECRET_KEY", DEMO_KEY)
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "django_htmx",
    "lucide",
    "procrastinate.contrib.django",
    "teladan.tenancy",
    "teladan.trust",
    "teladan.people",
    "teladan.planning",
    "teladan.activities",
    "teladan.voices",
    "teladan.appraisal",
    "teladan.intake",
    "teladan.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # before the files, which only production has compressed in advance
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Around everything that may refuse a request, so that every page of ours, also that of an error, carries them.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "teladan.site.middleware.BearableRequests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "teladan.site.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "teladan.site.middleware.PrivatePages",
    "teladan.site.middleware.BindAgency",
]

ROOT_URLCONF = "teladan.site.urls"
WSGI_APPLICATION = "teladan.site.wsgi.application"
DATABASES = databases()
DATABASE_APP_ROLE = application_role()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "teladan.site.context.site",
            ],
        },
    }
]

AUTH_USER_MODEL = "trust.Account"
AUTHENTICATION_BACKENDS = ["teladan.trust.backends.LoginBackend"]
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "beranda"
LOGOUT_REDIRECT_URL = "masuk"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60  # absolute, fixed at log-in (trust.session)
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE = MODE is env.Mode.PRODUCTION
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE
SESSION_COOKIE_NAME = "__Host-sesi" if SECURE else "sesi"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_FAILURE_VIEW = "teladan.site.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("TELADAN_BEHIND_PROXY") else None
SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "bahasa"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/aset/"
STATIC_ROOT = Path(os.environ.get("TELADAN_STATIC", HERE.parents[2] / ".data" / "aset"))
STATICFILES_DIRS = [path for path in (HERE / "static", HERE / "assets") if path.is_dir()]
# In development, demo and tests files are served from their folders; in production collected, hashed and compressed.
WHITENOISE_USE_FINDERS = not SECURE
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if SECURE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "teladan.site.logs.JsonLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
