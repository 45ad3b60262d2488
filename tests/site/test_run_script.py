"""`./run` itself, on machines that lack something: one sentence that says what to do, and nothing half-made."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from openccr.site.environment import ROOT, Environment


@dataclass(frozen=True)
class Machine:
    """A copy of the project's starter, and a folder of the only programs it finds."""

    project: Path
    programs: Path

    def program(self, name: str, text: str) -> None:
        path = self.programs / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/bash\n{text}\n")
        path.chmod(0o755)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.project / "run"), *arguments],
            env={"PATH": str(self.programs), "HOME": str(self.project)},
            capture_output=True,
            text=True,
            timeout=60,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """With bash and the small tools every Debian has, but no Python, no apt-get, and not as root."""
    project, programs = tmp_path / "project", tmp_path / "programs"
    programs.mkdir()
    shutil.copytree(ROOT / "locks", project / "locks")
    # The system's own Python is asked for by its full path; here it is one of the machine's programs, or none.
    text = (ROOT / "run").read_text().replace("/usr/bin/python3", str(programs / "python3"))
    (project / "run").write_text(text)
    (project / "run").chmod(0o755)
    for name in ("bash", "env", "sha256sum", "df", "tail", "rm", "mkdir", "cat", "flock", "dirname"):
        found = shutil.which(name)
        assert found, name
        (programs / name).symlink_to(found)
    made = Machine(project=project, programs=programs)
    made.program("id", "echo 1000")
    return made


def python(version: str, *, has_venv: bool = True) -> str:
    """A stand-in for Python: answers the questions `./run` asks of it, and fails to make an environment."""
    _major, minor = version.split(".")
    return f"""
case "$2" in
    *sys.exit*) [ {minor} -ge 11 ] && [ {minor} -le 13 ] ;;
    *ensurepip*) {"true" if has_venv else "false"} ;;
    *-venv*) echo "python{version}-venv" ;;
    *print*) echo " {version}" ;;
    *) exit 1 ;;
esac"""


def test_without_python_it_says_what_to_install(machine: Machine) -> None:
    answer = machine.run()
    assert answer.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13. Found: none." in answer.stderr
    assert "apt-get install -y python3 python3-venv" in answer.stderr
    assert not (machine.project / ".venv").exists()


@pytest.mark.parametrize("version", ["3.9", "3.10", "3.14"])
def test_a_wrong_python_is_named(machine: Machine, version: str) -> None:
    machine.program("python3", python(version))
    answer = machine.run()
    assert answer.returncode == 1
    assert f"needs Python 3.11, 3.12 or 3.13. Found: {version}" in answer.stderr
    assert not (machine.project / ".venv").exists()


def test_without_the_venv_module_an_ordinary_user_is_told_the_line_for_the_administrator(machine: Machine) -> None:
    machine.program("python3", python("3.11", has_venv=False))
    answer = machine.run()
    assert answer.returncode == 1
    assert "An administrator must run: apt-get install -y python3.11-venv" in answer.stderr


def test_for_root_the_venv_module_is_installed(machine: Machine) -> None:
    machine.program("id", "echo 0")
    machine.program("python3", python("3.11", has_venv=False))
    machine.program("apt-get", f'echo "$@" >> {machine.project}/installed')
    machine.run()
    assert "install -y --no-install-recommends python3.11-venv" in (machine.project / "installed").read_text()


@pytest.mark.parametrize(("verb", "free_mb", "least"), [("demo", 499, 500), ("test", 999, 1000)])
def test_a_full_disk_is_a_sentence_before_anything_is_made(
    machine: Machine, verb: str, free_mb: int, least: int
) -> None:
    machine.program("python3", python("3.11"))
    machine.program(
        "df", f'echo "Filesystem 1024-blocks Used Available Use Mounted"; echo "x 1 1 {free_mb * 1024} 1% /"'
    )
    answer = machine.run(verb)
    assert answer.returncode == 1
    assert f"Only {free_mb} MB are free" in answer.stderr
    assert f"needs {least} MB" in answer.stderr
    assert not (machine.project / ".venv").exists()


def test_an_environment_cut_short_is_made_anew(machine: Machine) -> None:
    machine.program("python3", python("3.11"))
    half = machine.project / ".venv"
    (half / "bin").mkdir(parents=True)
    (half / ".unfinished").touch()
    (half / "bin/half-installed").touch()
    answer = machine.run()
    assert "cut short" in answer.stdout
    assert not (half / "bin/half-installed").exists()


def test_an_environment_that_is_as_the_lists_say_is_used_at_once(machine: Machine) -> None:
    digest = subprocess.run(
        ["bash", "-c", f"sha256sum <{machine.project}/locks/core.txt"], capture_output=True, text=True, check=True
    )
    bin_folder = machine.project / ".venv/bin"
    bin_folder.mkdir(parents=True)
    (machine.project / ".venv/.openccr").write_text(f"core {digest.stdout}")
    (bin_folder / "python").write_text('#!/bin/bash\necho "called with $@, path $PYTHONPATH"\n')
    (bin_folder / "python").chmod(0o755)
    answer = machine.run("manage", "import", "referrals", "a file.csv")
    assert (
        answer.stdout == f"called with -m openccr.site manage import referrals a file.csv, path {machine.project}/src\n"
    )
    assert machine.run().stdout.startswith("called with -m openccr.site demo,")


def test_the_demonstration_does_not_take_away_what_the_tests_installed(machine: Machine) -> None:
    bin_folder = machine.project / ".venv/bin"
    bin_folder.mkdir(parents=True)
    (machine.project / ".venv/.openccr").write_text("dev of an earlier list\n")
    machine.program("python3", python("3.11"))
    for name in ("python", "uv"):
        (bin_folder / name).write_text(f'#!/bin/bash\necho "{name} $@"\n')
        (bin_folder / name).chmod(0o755)
    answer = machine.run()
    assert f"--require-hashes {machine.project}/locks/dev.txt" in answer.stdout
    assert (machine.project / ".venv/.openccr").read_text().startswith("dev ")
    assert not (machine.project / ".venv/.unfinished").exists()


def test_an_unknown_verb_shows_the_known_ones(machine: Machine) -> None:
    answer = machine.run("strat")
    assert answer.returncode == 1
    assert "There is no ./run strat." in answer.stderr
    assert "./run serve" in answer.stderr
    assert machine.run("help").returncode == 0


@pytest.mark.parametrize("name", sorted(set(Environment.model_fields) - {"mode"}))  # the verb chooses the mode
def test_every_variable_stands_in_the_help_and_in_the_how_to(machine: Machine, name: str) -> None:
    variable = f"OPENCCR_{name.upper()}"
    assert variable in machine.run("help").stdout
    assert f"`{variable}`" in (ROOT / "docs/how-to/run-it-live.md").read_text()


def test_the_build_machine_runs_the_tests(machine: Machine) -> None:
    (machine.project / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", machine.project / ".ci/run")
    (machine.project / "run").write_text('#!/bin/bash\necho "run $@"\n')
    answer = subprocess.run(
        [machine.project / ".ci/run"], env={**os.environ}, capture_output=True, text=True, check=True
    )
    assert answer.stdout == "run test\n"
