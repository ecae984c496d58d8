"""Build hook: an installed copy carries the translations compiled, as a checkout has them after ``make book``."""

from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Translations(BuildHookInterface):
    """Compiles the messages of the package, a language a file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the compiled files into the wheel; an editable copy reads those of the checkout."""
        if version == "editable":
            return
        target = Path(mkdtemp())
        for folder in sorted(Path(self.root, "locale").iterdir()):
            merged = Catalog(locale=folder.name, fuzzy=False)
            for path in sorted((folder / "LC_MESSAGES" / "package").rglob("*.po")):
                with path.open("rb") as file:
                    for message in read_po(file):
                        if message.id and not message.fuzzy:
                            merged.add(message.id, message.string)
            compiled = target / f"{folder.name}.mo"
            with compiled.open("wb") as file:
                write_mo(file, merged)
            inside = f"clusterpolicy/_locale/{folder.name}/LC_MESSAGES/clusterpolicy.mo"
            build_data["force_include"][str(compiled)] = inside
