"""All static checks, in one place: the hooks and the continuous integration only call this."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat

from clusterpolicy.publish import node, translation_faults
from clusterpolicy.publish.assignments import source
from clusterpolicy.publish.new import MARKER
from clusterpolicy.publish.notebooks import read
from clusterpolicy.publish.project import Project, run_module

LONGEST_CELL = 15
TOOLS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
)
MACHINE_PATH = re.compile(r"(/home/|/Users/|/root/|[A-Z]:\\\\Users\\\\)")


def run(project: Project) -> int:
    """Check style, types, import contracts, notebooks and known vulnerabilities."""
    failed = [" ".join(tool) for tool in TOOLS if run_module(project, *tool)]
    contracts = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=project.root, check=False)
    if contracts.returncode:
        failed.append("import contracts")
    for path in project.notebooks:
        faults = [f"{path.name}: {fault}" for fault in notebook_faults(path)]
        print("\n".join(faults), end="\n" if faults else "")
        failed += faults[:1]
    unfit = list(source.faults(project.root))
    print("\n".join(unfit), end="\n" if unfit else "")
    failed += unfit[:1]
    left = list(unwritten(project))
    print("\n".join(left), end="\n" if left else "")
    failed += left[:1]
    mistranslated = list(translation_faults.faults(project))
    print("\n".join(mistranslated), end="\n" if mistranslated else "")
    failed += mistranslated[:1]
    if not audit(project):
        failed.append("audit of the Python parts")
    if not audit_browser_parts(project):
        failed.append("audit of the browser parts")
    print(f"FAILED: {'; '.join(failed)}" if failed else "All checks passed.")
    return int(bool(failed))


def unwritten(project: Project) -> Iterator[str]:
    """Yield the places at which a starter still waits for its author's words."""
    for folder in (
        "assignments",
        "book",
        "notebooks",
        "src/clusterpolicy/exercises",
        "src/clusterpolicy/models",
    ):
        for path in sorted((project.root / folder).rglob("*")):
            if path.suffix in (".ipynb", ".md", ".py"):
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                    if MARKER in line:
                        yield f"{path.relative_to(project.root)}:{number} holds “{MARKER}”: put your own words there"


def audit(project: Project) -> bool:
    """Look for known vulnerabilities in the locked requirements; False if there are any.

    Where the advisory service does not answer, nothing is known: that is said, and does not count as a fault.
    """
    command = [
        "pip_audit",
        "--disable-pip",
        "--require-hashes",
        "--format",
        "json",
        "--progress-spinner",
        "off",
    ]
    answer = subprocess.run(
        [sys.executable, "-m", *command, "--requirement", "requirements.txt"],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    return report(answer.stdout, answer.stderr)


def report(answer: str, errors: str) -> bool:
    """Print what the audit found; False if there are vulnerabilities.

    Parameters
    ----------
    answer : str
        JSON of pip-audit; it also counts a package as fine that the service knows nothing of.
    errors : str
        What it wrote beside that.
    """
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        return not_audited("Python", (errors.strip().splitlines() or ["no answer"])[-1])
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    faulty = [package for package in packages if package.get("vulns")]
    for package in faulty:
        names = ", ".join(vulnerability["id"] for vulnerability in package["vulns"])
        print(f"{package['name']} {package['version']} has known vulnerabilities: {names}")
    if skipped:
        shown = ", ".join(skipped[:5])
        print(f"NOT AUDITED: the advisory service has no answer for {len(skipped)} packages ({shown} …)")
    print(f"Audited {len(packages) - len(skipped)} of {len(packages)} packages.")
    return not faulty


def audit_browser_parts(project: Project) -> bool:
    """Look for known vulnerabilities in the locked browser parts; False if there are any."""
    return report_browser_parts(node.audit(project.root))


def report_browser_parts(answer: str) -> bool:
    """Print what the audit of the browser parts found; False if there are vulnerabilities.

    Parameters
    ----------
    answer : str
        JSON of npm; a message in it stands for an audit that did not come about.
    """
    try:
        found = json.loads(answer)
    except ValueError:
        return not_audited("browser", "no answer")
    if "vulnerabilities" not in found:
        return not_audited("browser", str(found.get("message", "no answer")))
    for name, fault in found["vulnerabilities"].items():
        reasons = (one if isinstance(one, str) else one["url"] for one in fault["via"])
        print(f"{name} {fault['range']} has known vulnerabilities: {', '.join(reasons)}")
    print(f"Audited {found['metadata']['dependencies']['total']} browser packages.")
    return not found["vulnerabilities"]


def not_audited(parts: str, reason: str) -> bool:
    """Say that nothing is known of these parts, which counts as no fault."""
    print(f"NOT AUDITED, {parts} parts: the advisory service cannot be reached from here ({reason[:160]})")
    return True


def notebook_faults(path: Path) -> Iterator[str]:
    """Yield what makes a notebook unfit to be stored: half-run, unreadable or tied to a machine.

    Parameters
    ----------
    path : pathlib.Path
        The notebook.
    """
    notebook = read(path)
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "its kernel is not python3"
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        yield "its cells were not run once, from top to bottom (make notebooks)"
    for number, cell in enumerate(code, start=1):
        yield from (f"cell {number} {fault}" for fault in cell_faults(cell))


def cell_faults(cell: nbformat.NotebookNode) -> Iterator[str]:
    """Yield the faults of one code cell."""
    lines = cell.source.rstrip().splitlines()
    if len(lines) > LONGEST_CELL:
        yield f"has {len(lines)} lines, {LONGEST_CELL} are the most"
    if any(line.rstrip().endswith(";") for line in lines):
        yield "ends a line with ';', which strict comparison of outputs ignores"
    text = json.dumps(cell.outputs)
    if any(output.output_type == "error" for output in cell.outputs):
        yield "stores an error"
    if "vegalite" in text or "altair-viz-" in text:
        yield "shows a raw Altair chart, whose output has a random id"
    if MACHINE_PATH.search(text):
        yield "stores a path of the machine that it ran on"
    if re.search(r"<[\w.]+ (object )?at 0x", text):
        yield "stores an object's address in memory"
