"""Who may know whom: the contracts of pyproject.toml, run with the tests so that no one can forget them."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT


def test_the_layers_of_the_house_are_kept() -> None:
    """Run `lint-imports` to see which import breaks which contract."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
