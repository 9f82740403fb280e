"""Every command can be found, in the help and in the README, and behaves as both say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from rowback.cli.app import app
from rowback.cli.exits import Exit
from tests.support import run

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
COMMANDS = [str(command.name) for command in app.registered_commands] + ["rules test", "rules check"]


def test_the_program_tells_its_commands_and_exit_codes() -> None:
    done = run("--help")
    assert done.code == 0
    for command in COMMANDS:
        assert re.search(rf"^  {command.split()[0]} ", done.out, re.M)
    assert "Exit codes" in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_stands_in_the_readme(command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.code == 0
    assert f"Example: rowback {command}" in " ".join(done.out.split())
    assert f"rowback {command}" in README or f"make {command}" in README


def test_the_readme_names_every_exit_code() -> None:
    for code in Exit:
        assert re.search(rf"\b{code.value}\b", README)


def test_without_a_command_the_help_is_shown() -> None:
    assert "Commands:" in run().out + run().err


def test_an_unknown_command_or_option_is_a_usage_error() -> None:
    for wrong in (["chekc"], ["check", "--jsn"], ["--store"]):
        done = run(*wrong)
        assert done.code == Exit.USAGE
        assert done.out == ""
        assert done.err


def test_the_version_is_printed() -> None:
    assert run("--version").out == "rowback 0.1.0\n"


def test_help_loads_nothing_heavy() -> None:
    """Time is measured elsewhere; this is what keeps it short."""
    script = "import sys; from rowback.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert not loaded & {"lxml", "requests", "git", "trafilatura", "rich", "jinja2", "rowback.model", "rowback.track"}


def test_output_that_nobody_reads_ends_quietly(tmp_path: Path) -> None:
    run("-C", tmp_path, "init")
    run("-C", tmp_path, "add", *(f"https://tidewater.example/news/{k}" for k in range(3000)))
    command = f"{sys.executable} -m rowback -C {tmp_path} list | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == Exit.PIPE_CLOSED
    assert done.stdout == "https://tidewater.example/news/0\n"
    assert done.stderr == ""
