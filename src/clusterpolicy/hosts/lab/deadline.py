"""Stopping a model that does not end, in the thread that runs it."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LIMIT_SECONDS = 10.0


class EndlessModelError(BaseException):
    """Raised inside a model that took longer than its limit; no `except Exception` of the model holds it."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `EndlessModelError` in the calling thread when the block takes longer.

    Works between two steps of Python code, on every system and in every thread, unlike a signal.
    """
    caller = ctypes.c_ulong(threading.get_ident())
    over = threading.Event()
    lock = threading.Lock()

    def interrupt() -> None:
        with lock:
            if not over.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(caller, ctypes.py_object(EndlessModelError))

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        # Under the lock, so that no interrupt comes after the block.
        with lock:
            over.set()
        timer.cancel()
