"""Chromium's accessibility tree: what a screen reader is given of an open page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from playwright.sync_api import Page

# Roles of what a learner works with; each needs a name.
WORKED = {
    "button",
    "checkbox",
    "combobox",
    "DisclosureTriangle",
    "link",
    "listbox",
    "progressbar",
    "radio",
    "slider",
    "spinbutton",
    "textbox",
}


@dataclass
class Node:
    """One thing that a screen reader meets."""

    role: str
    name: str
    value: Any
    properties: dict[str, Any]
    children: list[Node] = field(default_factory=list)

    @cached_property
    def below(self) -> list[Node]:
        """This node and all below it, in reading order."""
        return [self, *(node for child in self.children for node in child.below)]

    def all(self, *roles: str) -> list[Node]:
        """Return what has one of some roles, this node and all below it."""
        return [node for node in self.below if node.role in roles]

    @property
    def text(self) -> str:
        """The words below this node."""
        return "".join(node.name for node in self.all("StaticText"))

    def one(self, role: str, name: str) -> Node:
        """Return the only node below this one with a role and a name."""
        there = self.all(role)
        found = [node for node in there if node.name == name]
        names = [node.name for node in there]
        assert len(found) == 1, f"{len(found)} times {role} “{name}” in “{self.name}”, which has {names}"
        return found[0]


def tree(page: Page) -> Node:
    """Return the root of the tree; what is not for a screen reader is left out, and its children stand in its place."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    # How a text is broken into lines is no matter of what is read out.
    by_id = {node["nodeId"]: node for node in nodes if node.get("role", {}).get("value") != "InlineTextBox"}

    def shown(node: dict[str, Any]) -> list[Node]:
        below = [made for child in node.get("childIds", []) if child in by_id for made in shown(by_id[child])]
        if node["ignored"]:
            return below
        facts = {key: node.get(key, {}).get("value", "") for key in ("role", "name", "value")}
        properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        return [Node(**facts, properties=properties, children=below)]

    return shown(nodes[0])[0]
