"""``clusterpolicy datasets`` lists, shows and checks; the build uses the same check; an installed copy has it all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from clusterpolicy.__main__ import main
from clusterpolicy.datasets import breaks, folder, resources
from clusterpolicy.datasets.validation import Problem
from clusterpolicy.errors import CourseError
from clusterpolicy.publish import data_commands, site
from clusterpolicy.publish.project import Project

BROKEN = "iso_code,column,row\nRU-AD,west,8\nRU-XXX,1,99\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a few datasets."""
    names = ("sources", "territories", "regions", "tiles")
    for name in names:
        shutil.copytree(folder() / name, tmp_path / "datasets" / name)
    package = json.loads((folder() / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [resource for resource in package["resources"] if resource["name"] in names]
    (tmp_path / "datasets/datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return tmp_path / "datasets"


def test_sound_datasets_are_said_to_be_sound(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["datasets", "check", str(place)]) == 0
    assert capsys.readouterr().out == "All 4 datasets are as described.\n"


def test_all_problems_are_printed_and_the_exit_code_says_so(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "tiles/tiles.csv").write_text(BROKEN, encoding="utf-8")
    (place / "regions/README.md").unlink()
    assert main(["datasets", "check", str(place)]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "regions/README.md: the card is missing [missing-card]",
        "tiles/tiles.csv, row 2, field column: 'west' is not of type integer [type-error]",
        'tiles/tiles.csv, row 3, field row: \'99\': constraint "maximum" is "9" [constraint-error]',
        "tiles/tiles.csv, row 3, field iso_code: 'RU-XXX' is not in 'regions' [foreign-key]",
    ]
    assert "Problems: 4. Files: 2." in printed.err


def test_a_folder_without_a_description_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["datasets", "check", str(tmp_path)]) == 1
    assert "datapackage.json: the description of the datasets cannot be read" in capsys.readouterr().err


def test_every_dataset_is_listed_with_its_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["datasets", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(resources())
    assert lines[list(resources()).index("panel")].split()[1] == "211,247"


def test_a_dataset_is_shown_with_its_card_fields_and_first_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["datasets", "show", "levers"]) == 0
    shown = capsys.readouterr().out
    for part in (
        "# Levers",
        "| `obliges` | string |",
        "## Terms",
        "## First rows",
        "cluster_development_centre",
    ):
        assert part in shown


def test_an_unknown_dataset_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["datasets", "show", "lever"]) == 1
    assert "Did you mean 'levers'" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["datasets"], ["datasets", "mend"], ["datasets", "show"]])
def test_an_incomplete_command_explains_itself(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage: python -m clusterpolicy datasets" in capsys.readouterr().err


def test_the_build_checks_datasets_once_and_again_when_they_change(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[Path] = []
    find = data_commands.find_problems

    def counted(root: Path) -> list[Problem]:
        checked.append(root)
        return find(root)

    monkeypatch.setattr(data_commands, "find_problems", counted)
    project = Project(place.parent)
    site.check_datasets(project)
    site.check_datasets(project)
    assert checked == [place]
    (place / "tiles/tiles.csv").write_text(BROKEN, encoding="utf-8")
    for _ in range(2):  # a failure is not remembered as a pass
        with pytest.raises(CourseError, match=r"tiles/tiles\.csv, row 2, field column"):
            site.check_datasets(project)
    assert checked == [place] * 3


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a package that was built, and installed outside the checkout."""
    root = tmp_path_factory.mktemp("installed")
    built = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(root)]
    subprocess.run(built, cwd=Project.here().root, check=True, capture_output=True)
    venv.create(root / "venv", with_pip=False)
    scripts = root / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = str(scripts / "python")
    (wheel,) = root.glob("*.whl")
    options = ["--offline", "--no-deps", "--quiet", "--python", python]
    subprocess.run([sys.executable, "-m", "uv", "pip", "install", *options, str(wheel)], check=True)
    # Its dependencies are those of this environment; its own package comes first.
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"]
    own = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    (Path(own) / "shared.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    return scripts


def run_installed(installed: Path, place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the installed environment in some folder, the checkout out of sight."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    program = [str(installed / command[0]), *command[1:]]
    return subprocess.run(program, cwd=place, env=environment, capture_output=True, text=True, check=False)


def test_an_installed_package_loads_its_own_datasets(installed: Path, tmp_path: Path) -> None:
    code = """
import clusterpolicy.datasets as datasets
print(datasets.folder())
print(len(datasets.load("panel")), len(datasets.load("panel", indicator="grp", regions="RU-KLU")))
print(len(datasets.catalogue()), len(datasets.breaks("panel", "grp")), len(datasets.card("panel")) > 0)
"""
    answer = run_installed(installed, tmp_path, "python", "-c", code)
    assert answer.returncode == 0, answer.stderr
    place, lengths, counts = answer.stdout.splitlines()
    assert Path(place).is_relative_to(installed.parent)
    assert lengths == "211247 22"
    assert counts == f"{len(resources())} {len(breaks('panel', 'grp'))} True"


def test_an_installed_package_has_its_commands_outside_a_checkout(installed: Path, tmp_path: Path) -> None:
    answer = run_installed(installed, tmp_path, "clusterpolicy", "datasets", "list")
    assert answer.returncode == 0, answer.stderr
    assert len(answer.stdout.splitlines()) == len(resources())
    answer = run_installed(installed, tmp_path, "clusterpolicy", "datasets", "show", "tiles")
    assert "# Tile map" in answer.stdout
    answer = run_installed(installed, tmp_path, "clusterpolicy", "book")
    assert answer.returncode == 1
    assert "this is no checkout of the course" in answer.stderr


def test_an_installed_package_speaks_russian(installed: Path, tmp_path: Path) -> None:
    code = """
import os
os.environ["CLUSTERPOLICY_LANGUAGE"] = "ru"
from clusterpolicy.text import locale_folder, _
print(locale_folder())
print(_("Region"))
"""
    answer = run_installed(installed, tmp_path, "python", "-c", code)
    assert answer.returncode == 0, answer.stderr
    place, word = answer.stdout.splitlines()
    assert Path(place).is_relative_to(installed.parent)
    assert word == "Регион"
