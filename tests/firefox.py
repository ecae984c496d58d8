"""Firefox by its own WebDriver BiDi: a browser without a driver program, several windows at once, and what it complains of."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websocket import WebSocket, create_connection

# Firefox writes into its profile where it listens.
SERVER = "WebDriverBiDiServer.json"
START_SECONDS = 60
LEADING_SECONDS = 20
# As the network says it, and as the page's console does of a font.
ABORTED, ABORTED_FONT = "NS_BINDING_ABORTED", f"status={0x804B0002} "
# Nothing of its own: no first page, no updates, no lists from its maker's servers.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutConfig.showWarning": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.server": "",
}
# Until the exercises of a page have left the loading state.
SETTLED = """() => new Promise(resolve => {
  const look = () => document.querySelector('[data-state=loading]') ? setTimeout(look, 20)
    : resolve([...document.querySelectorAll('section[data-state]')].map(one => `${one.id}: ${one.dataset.state}`));
  look();
})"""


class Firefox:
    """A running Firefox, and all that its pages logged and asked for."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.sent = 0
        self.answers: dict[int, dict[str, Any]] = {}
        self.logged: list[str] = []
        self.requested: list[str] = []
        self.wait(self.send("session.new", capabilities={}))
        events = ["log.entryAdded", "network.beforeRequestSent", "network.fetchError"]
        self.wait(self.send("session.subscribe", events=events))

    def send(self, method: str, **parameters: Any) -> int:
        """Send a command; return its number, by which its answer comes."""
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        return self.sent

    def wait(self, number: int) -> dict[str, Any]:
        """Return the answer to a command; what happens meanwhile is noted."""
        while number not in self.answers:
            message = json.loads(self.socket.recv())
            if message["type"] == "event":
                self.note(message["method"], message["params"])
            else:
                self.answers[message["id"]] = message
        answer = self.answers.pop(number)
        assert answer["type"] == "success", answer
        result: dict[str, Any] = answer["result"]
        return result

    def note(self, event: str, said: dict[str, Any]) -> None:
        """Keep what a page logs above the level of information, and every address that it asks for.

        What the next page cut off is no fault.
        """
        if event == "log.entryAdded":
            if said["level"] in ("warn", "error") and ABORTED_FONT not in said["text"]:
                frames = (said.get("stackTrace") or {}).get("callFrames", [])
                self.logged.append(f"{said['level']}: {said['text']} {[frame['url'] for frame in frames]}")
        elif event == "network.fetchError":
            self.logged += (
                [] if said["errorText"] == ABORTED else [f"{said['errorText']}: {said['request']['url']}"]
            )
        else:
            self.requested.append(said["request"]["url"])

    def windows(self, count: int) -> list[str]:
        """Open windows; in a tab behind another one, time would pass slowly."""
        made = [self.send("browsingContext.create", type="window") for _ in range(count)]
        return [self.wait(number)["context"] for number in made]

    def states(self, windows: list[str], addresses: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """Open addresses, one in each window at a time; yield each with the states that its exercises end in."""
        waiting = list(addresses)
        for place in range(0, len(waiting), len(windows)):
            opened = list(zip(windows, waiting[place : place + len(windows)], strict=False))
            loads = [
                self.send("browsingContext.navigate", context=window, url=url, wait="complete")
                for window, url in opened
            ]
            for number in loads:
                self.wait(number)
            looks = [
                self.send(
                    "script.callFunction",
                    functionDeclaration=SETTLED,
                    target={"context": window},
                    awaitPromise=True,
                )
                for window, _ in opened
            ]
            for number, (_, url) in zip(looks, opened, strict=True):
                yield url, [one["value"] for one in self.wait(number)["result"]["value"]]

    def led_to(self, window: str, address: str, wanted: str) -> bool:
        """Open an address that leads on to another; return whether that is reached.

        From an empty page: one that is open already, or still leads on itself, could be taken for the one that is wanted.
        """
        self.wait(self.send("browsingContext.navigate", context=window, url="about:blank", wait="complete"))
        self.wait(self.send("browsingContext.navigate", context=window, url=address, wait="none"))
        pause = threading.Event()
        for _ in range(LEADING_SECONDS * 20):
            tree = self.wait(self.send("browsingContext.getTree", root=window))
            if str(tree["contexts"][0]["url"]).endswith(wanted):
                return True
            pause.wait(0.05)
        return False


@contextmanager
def firefox(program: str, profile: Path) -> Iterator[Firefox]:
    """Start Firefox with a fresh profile, and end it."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [
        program,
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        "--remote-debugging-port",
        "0",
    ]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            address = f"ws://127.0.0.1:{port(profile / SERVER)}/session"
            socket = create_connection(address, suppress_origin=True, timeout=START_SECONDS)
            yield Firefox(socket)
            socket.close()
        finally:
            process.terminate()


def port(server: Path) -> int:
    """Wait until Firefox has written where it listens, and return the port."""
    pause = threading.Event()
    for _ in range(START_SECONDS * 20):
        if server.exists() and server.stat().st_size:
            return int(json.loads(server.read_text(encoding="utf-8"))["ws_port"])
        pause.wait(0.05)
    pytest.fail(f"Firefox does not listen after {START_SECONDS} s", pytrace=False)
