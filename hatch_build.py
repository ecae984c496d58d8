"""Build hook: an installed copy carries the translations compiled, as a checkout has them after ``make book``."""

import runpy
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Translations(BuildHookInterface):
    """Compiles the messages of the package, a language a file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the compiled files into the wheel; an editable copy reads those of the checkout."""
        if version == "editable":
            return
        root, target = Path(self.root), Path(mkdtemp())
        compile_files = runpy.run_path(str(root / "src/clusterpolicy/publish/compiling.py"))["compile_files"]
        for folder in sorted((root / "locale").iterdir()):
            compiled = f"{folder.name}/LC_MESSAGES/clusterpolicy.mo"
            compile_files((folder / "LC_MESSAGES/package").rglob("*.po"), folder.name, target / compiled)
            build_data["force_include"][str(target / compiled)] = f"clusterpolicy/_locale/{compiled}"
