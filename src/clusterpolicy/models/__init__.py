"""What the exercises compute. Plain Python for two interpreters: CPython and the page's MicroPython.

Only the standard library; only what both interpreters share (``tests/unit/test_models.py`` holds the list); missing
is ``None``; no text that a learner would read: a check returns the id of a message and its parameters.
"""
