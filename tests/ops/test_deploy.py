"""The files a bureau starts the portal with: no container engine is needed to see that they hold together."""

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.ops.script import ROOT

OURS = {"web", "worker", "beat", "migrate"}
SERVICES = OURS | {"postgres", "redis", "nginx"}
SECRETS = {"SECRET_KEY", "SIGNING_KEY", "ENCRYPTION_KEYS", "POSTGRES_PASSWORD", "REDIS_PASSWORD"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")


@pytest.fixture(scope="module")
def nginx() -> str:
    return (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")


def test_compose_names_every_process_that_a_bureau_runs(compose):
    assert set(compose["services"]) == SERVICES


def test_every_lasting_service_is_watched_and_restarted(compose):
    for name, service in compose["services"].items():
        if name == "migrate":
            continue
        assert service["healthcheck"]["test"], name
        assert service["restart"] == "unless-stopped", name


def test_nothing_of_ours_starts_before_the_database_is_migrated(compose):
    for name in ("web", "worker", "beat"):
        assert compose["services"][name]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"}
        }
    assert compose["services"]["migrate"]["depends_on"]["postgres"] == {"condition": "service_healthy"}
    assert compose["services"]["nginx"]["depends_on"]["web"] == {"condition": "service_healthy"}


def test_no_secret_has_a_default():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    asked = re.findall(r"\$\{(\w+)(:?[-?][^}]*)?\}", text)
    assert {name for name, _ in asked} >= SECRETS
    for name, otherwise in asked:
        if name in SECRETS | {"ALLOWED_HOSTS", "TLS_DIR"}:
            assert otherwise == f":?set {name} in .env", name


def test_the_example_environment_names_all_that_compose_demands_and_holds_no_value():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    demanded = set(re.findall(r"\$\{(\w+):\?", text))
    lines = (ROOT / "deploy/env.example").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    assert set(given) == demanded
    assert not any(given.values())


def test_only_nginx_can_be_reached_from_outside(compose):
    published = {name for name, service in compose["services"].items() if service.get("ports")}
    assert published == {"nginx"}
    assert compose["networks"]["inside"] == {"internal": True}
    for name in SERVICES - {"nginx"}:
        assert compose["services"][name]["networks"] == ["inside"], name


def test_our_containers_hold_no_more_rights_than_they_need(compose):
    for name in OURS | {"nginx"}:
        service = compose["services"][name]
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name


def test_every_volume_and_network_that_is_used_is_declared(compose):
    for service in compose["services"].values():
        for volume in service.get("volumes", []):
            source = volume.rsplit(":/", 1)[0]
            assert source.startswith("${") or source in compose["volumes"]
        assert set(service["networks"]) <= set(compose["networks"])


def test_the_health_check_knows_every_process_that_asks_it(compose):
    known = set(re.findall(r'"(\w+)": \1\b', (ROOT / "deploy/health.py").read_text(encoding="utf-8")))
    asked = {
        service["healthcheck"]["test"][-1]
        for service in compose["services"].values()
        if "deploy/health.py" in service.get("healthcheck", {}).get("test", [])
    }
    assert asked == known == {"web", "worker", "beat"}


def test_the_targets_that_compose_builds_are_stages_of_the_dockerfile(compose, dockerfile):
    stages = set(re.findall(r"^FROM \S+ AS (\w+)$", dockerfile, re.M))
    targets = {service["build"]["target"] for service in compose["services"].values() if "build" in service}
    assert targets <= stages


def test_the_images_run_without_root_and_install_by_hash(dockerfile):
    stages = re.split(r"^FROM ", dockerfile, flags=re.M)[1:]
    final = [stage for stage in stages if not re.match(r"\S+ AS build\b", stage)]
    assert all(re.search(r"^USER \d+$", stage, re.M) for stage in final)
    installs = re.findall(r"pip install[^&\n]*", dockerfile)
    assert installs
    assert all("--require-hashes" in install for install in installs)


def test_everything_the_dockerfile_copies_is_in_the_checkout(dockerfile):
    for copied in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.M):
        for source in copied.split()[:-1]:
            assert (ROOT / source).exists(), source


def test_no_secret_is_left_in_an_image(dockerfile):
    lasting = "\n".join(re.findall(r"^(?:ENV|ARG|LABEL) .*$", dockerfile, re.M))
    assert not any(secret in lasting for secret in SECRETS)
    assert ".env" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def test_nginx_takes_large_uploads_only_where_files_are_sent(nginx):
    limits = re.findall(r"client_max_body_size (\w+);", nginx)
    assert limits == ["2m", "64m"]
    assert "location ~ ^/(desk|my|complaints)/ {\n            client_max_body_size 64m;" in nginx


def test_nginx_passes_on_the_visitors_own_address_and_never_what_they_claim(nginx):
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "$proxy_add_x_forwarded_for" not in nginx


def test_nginx_caches_downloads_and_open_data_only(nginx):
    locations = re.findall(r"location ([^{]+) \{([^}]*)\}", nginx)
    cached = {where for where, rules in locations if "proxy_cache downloads" in rules}
    assert cached == {
        r"~ ^/publications/[^/]+\.(csv|xlsx|json)$",
        "~ ^/api/v1/(institutions|filings|publications)/",
    }


def self_signed(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "portal.example.org")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "portal.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "portal.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def test_nginx_itself_accepts_the_file(nginx, tmp_path):
    """Where nginx is not installed, the tests above are all that can be said of the file."""
    binary = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if binary is None:
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    self_signed(tmp_path)
    (tmp_path / "mime.types").write_text("types { text/html html; }\n")
    conf = tmp_path / "nginx.conf"
    conf.write_text(re.sub("/tmp/|/etc/nginx/tls/|/etc/nginx/(?=mime)", f"{tmp_path}/", nginx))  # noqa: S108
    done = subprocess.run([binary, "-t", "-c", conf], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr.replace('"user" directive', ""), done.stderr
