"""Keeps the kernel that runs a submission to its own folder: no other file, no network, no further process.

It runs inside that kernel and imports next to nothing. An audit hook cannot be taken back by Python code, but code that speaks to the
system past Python gets round it: this keeps out the curious, not an attacker. The page for instructors says so.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FORBIDDEN = (
    "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.kill", "pty.",
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "sqlite3.connect", "ftplib.", "smtplib.",
    "urllib.", "winreg.",
)  # fmt: skip
CHANGES = (
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.utime",
)
LOOKS = ("os.listdir", "os.scandir", "os.chdir")
# Time zones, fonts, the number of processors: what libraries read of any system.
SYSTEM = (
    "/usr/share",
    "/usr/lib",
    "/etc",
    "/dev/null",
    "/dev/urandom",
    "/sys/devices/system/cpu",
    "/proc/cpuinfo",
    "/proc/meminfo",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def readable() -> list[str]:
    """Return the folders that code needs: Python, its packages, this package with its data and translations."""
    package = Path(__file__).resolve().parents[2]
    beside = [package.parents[1] / name for name in ("datasets", "locale")]
    # An entry of the path that is no folder of packages is where the kernel started.
    packages = [entry for entry in sys.path if entry and Path(entry).resolve() != Path.cwd()]
    return [
        os.path.realpath(str(path))
        for path in (*SYSTEM, sys.prefix, sys.base_prefix, sys.exec_prefix, *packages, package, *beside)
    ]


def install(refusal: str) -> None:
    """Begin to refuse what leaves the working folder.

    Parameters
    ----------
    refusal : str
        What a refused call says, before the name of the file or of the call.
    """
    here = os.path.realpath(Path.cwd())
    may_read = [here, *readable()]
    real, separator = os.path.realpath, os.sep

    def lies_in(path: Any, folders: Iterable[str]) -> bool:
        # A number is a file that is open already.
        if path is None or isinstance(path, int):
            return True
        full = real(os.fsdecode(path))
        return any(
            full == folder or full.startswith(folder.rstrip(separator) + separator) for folder in folders
        )

    def refuse(what: object) -> None:
        raise PermissionError(f"{refusal} {what}")

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writes = (
                bool(flags & WRITING)
                if isinstance(flags, int)
                else any(sign in (mode or "") for sign in "wax+")
            )
            if not lies_in(path, [here, real(os.devnull)] if writes else may_read):
                refuse(path)
        elif event.startswith(FORBIDDEN):
            refuse(event)
        elif event in CHANGES:
            for path in arguments[: 2 if event in ("os.rename", "os.link", "os.symlink") else 1]:
                if not lies_in(path, [here]):
                    refuse(path)
        elif event in LOOKS and not lies_in(arguments[0], may_read):
            refuse(arguments[0])

    sys.addaudithook(watch)
