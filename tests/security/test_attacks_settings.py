"""What must be impossible once real people are served: weak keys, any host, a log-in without a password."""

import json
import os
import subprocess
import sys

import pytest

KEY = "b7Zr-2QxYv9_LmT4wKp8sHdN3fGcJ6aE1uRiXoBnVyMtAq5zWkPe"
PROBE = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "teladan.site.settings"
import django
from django.core.exceptions import ImproperlyConfigured
try:
    django.setup()
except ImproperlyConfigured as error:
    print(json.dumps({"refused": str(error)}))
    raise SystemExit
from django.conf import settings
from django.core import checks
from django.core.exceptions import PermissionDenied
from django.urls import get_resolver
from teladan.trust import demo, views
found = {"paths": [str(p.pattern) for p in get_resolver().url_patterns], "problems": []}
names = {p.name for group in get_resolver().url_patterns for p in getattr(group, "url_patterns", [group])}
found["names"] = sorted(filter(None, names))
found["problems"] = [m.id for m in checks.run_checks(include_deployment_checks=True)]
found["model"] = []
for call in (demo.accounts, lambda: demo.account("siapa")):
    try:
        call()
    except PermissionDenied:
        found["model"].append("refused")
    except Exception as error:
        found["model"].append(type(error).__name__)
for name in ("DEBUG", "DEMO_LOGIN", "STYLE_GUIDE", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
             "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_HTTPONLY"):
    found[name] = getattr(settings, name)
print(json.dumps(found))
"""


def started(**changes: str) -> dict[str, object]:
    """What the settings say in a process of its own."""
    given = {"TELADAN_MODE": "produksi", "TELADAN_SECRET_KEY": KEY, "TELADAN_HOSTS": "kinerja.contoh.go.id"} | changes
    keep = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}
    done = subprocess.run([sys.executable, "-c", PROBE], env=keep | given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_production_has_no_demo_log_in_and_passes_the_checks() -> None:
    found = started()

    assert "masuk-demo" not in found["names"]
    assert "gaya" not in found["names"]
    assert found["model"] == ["refused", "refused"]
    assert found["problems"] == []
    assert (found["DEBUG"], found["DEMO_LOGIN"], found["STYLE_GUIDE"]) == (False, False, False)
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_SSL_REDIRECT"]
    assert (found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]) == ("__Host-sesi", "__Host-csrf")
    assert found["SECURE_HSTS_SECONDS"]
    assert found["SESSION_COOKIE_HTTPONLY"]


def test_the_demo_has_it() -> None:
    """Positive control: the same probe finds what the mode opens."""
    found = started(TELADAN_MODE="demo")

    assert "masuk-demo" in found["names"]
    assert "refused" not in found["model"]
    assert "security.W004" in found["problems"]


def test_a_forgotten_mode_is_production() -> None:
    found = started(TELADAN_MODE="produksi")
    given = {"TELADAN_SECRET_KEY": KEY, "TELADAN_HOSTS": "kinerja.contoh.go.id", "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", PROBE], env=given, capture_output=True, text=True, check=True)

    assert json.loads(done.stdout.splitlines()[-1]) == found


@pytest.mark.parametrize(
    "key",
    [
        "",
        "pendek",
        "a" * 64,
        "abcabcabc" * 8,
        "hanya-untuk-demo-dan-uji-tidak-menjaga-data-sungguhan-apa-pun",  # everybody can read it in the settings
    ],
)
def test_weak_keys_are_refused(key: str) -> None:
    assert "TELADAN_SECRET_KEY" in str(started(TELADAN_SECRET_KEY=key).get("refused"))


@pytest.mark.parametrize("hosts", ["", " , ", "*", "kinerja.contoh.go.id,*", "*.go.id"])
def test_any_host_is_refused(hosts: str) -> None:
    assert "TELADAN_HOSTS" in str(started(TELADAN_HOSTS=hosts).get("refused"))


def test_an_unknown_mode_is_refused() -> None:
    assert "TELADAN_MODE" in str(started(TELADAN_MODE="debug").get("refused"))


@pytest.mark.parametrize("mode", ["demo", "pengembangan", "uji"])
def test_the_demo_listens_on_this_computer_only(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from teladan.site import serving
    from teladan.site.refusal import Refusal

    class Reached(Exception):
        pass

    def reached(host: str, port: int) -> None:
        raise Reached

    monkeypatch.setattr(serving, "must_be_free", reached)
    monkeypatch.setenv("TELADAN_MODE", mode)
    for host in ("0.0.0.0", "192.168.1.5", "::", "kinerja.contoh.go.id"):  # nosec B104
        with pytest.raises(Refusal, match=r"127\.0\.0\.1"):
            serving.serve(host=host, port=8000)
    with pytest.raises(Reached):
        serving.serve(host="127.0.0.1", port=8000)
    monkeypatch.setenv("TELADAN_MODE", "produksi")
    with pytest.raises(Reached):  # positive control
        serving.serve(host="0.0.0.0", port=8000)  # nosec B104
