"""`make install` says in one line what is missing, and does nothing twice."""

import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from tests.ops.script import ROOT, load_script


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script over a checkout of its own, with nothing really installed."""
    module = load_script("install")
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock"):
        (tmp_path / name).write_text("a==1\n")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv/.stamp-locks")
    monkeypatch.setattr(module, "LOG", tmp_path / "var/log/install.log")
    monkeypatch.setattr(module, "venv_answers", lambda: True)
    return module


@pytest.fixture
def commands(install: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run, all of it with success."""
    ran: list[list[str]] = []
    monkeypatch.setattr(install, "run", lambda command, env=None: ran.append(command) or True)
    return ran


def locks(commands: list[list[str]]) -> list[str]:
    return [command[-1] for command in commands if command[-2] == "-r"]


def test_installing_twice_installs_once(install, commands):
    assert install.main(["run"]) == 0
    assert locks(commands) == ["requirements.lock"]
    assert install.main(["run"]) == 0
    assert locks(commands) == ["requirements.lock"]


def test_a_changed_lock_is_installed_again(install, commands):
    install.main(["run"])
    (install.ROOT / "requirements.lock").write_text("a==2\n")
    install.main(["run"])
    assert locks(commands) == ["requirements.lock"] * 2


def test_what_tests_need_holds_what_running_needs(install, commands):
    install.main(["dev"])
    install.main(["run"])
    assert locks(commands) == ["requirements-dev.lock"]


def test_every_installation_demands_hashes(install, commands):
    install.main(["dev"])
    assert all("--require-hashes" in command for command in commands if "install" in command)


def test_pip_steps_in_where_uv_fails(install, monkeypatch):
    ran = []

    def run(command, env=None):
        ran.append([str(part) for part in command])
        return "uv" not in command

    monkeypatch.setattr(install, "run", run)
    assert install.main(["run"]) == 0
    assert ran[-1][2:4] == ["pip", "install"]
    assert ran[-1][-1] == "requirements.lock"


def test_a_failed_install_says_so_in_one_line_and_is_tried_again(install, monkeypatch, capsys):
    def run(command, env=None):
        with install.LOG.open("a") as log:
            log.write("Collecting a==1\nERROR: No matching distribution found for a==1\nmore\n")
        return False

    monkeypatch.setattr(install, "run", run)
    assert install.main(["run"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Installing requirements.lock failed: ERROR: No matching distribution found for a==1" in said
    assert "var/log/install.log" in said
    assert not install.STAMP.exists()


def test_a_python_without_venv_is_named_with_what_to_install(install, monkeypatch, capsys):
    monkeypatch.setattr(install, "venv_answers", lambda: False)
    monkeypatch.setattr(install.importlib.util, "find_spec", lambda name: None)
    assert install.main(["run"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "has no venv module" in said
    assert "-venv" in said


def run_shell(folder: Path, **pythons: str) -> subprocess.CompletedProcess[str]:
    """install.sh in a bare checkout where only these Pythons are in PATH."""
    script = folder / "checkout/scripts/install.sh"
    script.parent.mkdir(parents=True)
    shutil.copy(ROOT / "scripts/install.sh", script)
    for tool in ("dirname", "sh"):
        (folder / tool).symlink_to(shutil.which(tool) or "")
    for name, content in pythons.items():
        (folder / name).write_text(content)
        (folder / name).chmod(0o755)
    env = {"PATH": str(folder), "HOME": os.environ.get("HOME", "/")}
    command = [folder / "sh", script, "run"]
    return subprocess.run(command, env=env, capture_output=True, text=True)


def test_a_missing_python_is_said_in_one_line(tmp_path):
    done = run_shell(tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Python 3.11 or newer is needed (found: none)" in done.stderr


def test_a_python_too_old_is_named_and_a_shim_that_fails_is_passed_over(tmp_path):
    old = "#!/bin/sh\n[ \"$1\" = --version ] && echo 'Python 3.8.10' && exit 0\nexit 1\n"
    broken = "#!/bin/sh\necho 'no such version' >&2\nexit 127\n"
    done = run_shell(tmp_path, python3=old, **{"python3.12": broken})
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "found: Python 3.8.10" in done.stderr
