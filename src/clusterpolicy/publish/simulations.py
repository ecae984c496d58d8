"""Make the datasets that hold the simulator's long experiments."""

from __future__ import annotations

from clusterpolicy.datasets.description import resources
from clusterpolicy.publish.project import Project
from clusterpolicy.simulator import experiments


def write(project: Project) -> None:
    """Run every experiment and write its dataset, in the order of its key."""
    from rich.progress import Progress

    folder = project.root / "datasets"
    described = resources(folder)
    with Progress(transient=True) as progress:
        task = progress.add_task("Running the simulator", total=experiments.steps())
        for name, frame in experiments.tables(lambda: progress.advance(task)):
            ordered = experiments.stored(frame).sort_values(described[name]["schema"]["primaryKey"])
            path = folder / described[name]["path"]
            ordered.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
            progress.console.print(f"Wrote {described[name]['path']}")
