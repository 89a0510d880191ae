"""Is this container's process well? Exit 0 where it is. Used by the health checks of docker-compose.yml.

Usage: deploy/health.py web|worker|beat
"""

import http.client
import os
import subprocess
import sys
import time
from pathlib import Path

BEAT_SILENCE = 15 * 60  # seconds; beat writes its schedule down every three minutes


def web() -> bool:
    """The web server answers and its database is migrated."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=4)
    connection.request("GET", "/readyz", headers={"Host": host, "X-Forwarded-Proto": "https"})
    return connection.getresponse().status == 200


def worker() -> bool:
    """The worker answers a ping through the broker."""
    ping = [sys.executable, "-m", "celery", "-A", "portal", "inspect", "ping", "--timeout", "5"]
    return subprocess.run([*ping, "-d", f"celery@{os.uname().nodename}"], capture_output=True).returncode == 0  # noqa: S603


def beat() -> bool:
    """Beat has written its schedule down lately."""
    written = [path.stat().st_mtime for path in Path(os.environ["VAR_DIR"]).glob("beat-schedule*")]
    return bool(written) and time.time() - max(written) < BEAT_SILENCE


if __name__ == "__main__":
    try:
        well = {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]()
    except OSError as error:
        raise SystemExit(f"{sys.argv[1]}: {error}") from None
    raise SystemExit(0 if well else 1)
