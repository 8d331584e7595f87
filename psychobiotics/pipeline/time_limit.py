"""A bound on the time that one document may take."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason


@contextmanager
def time_limit(seconds: float, what: str) -> Iterator[None]:
    """Raise ParseError(TIME_LIMIT) when the block runs longer than `seconds`.

    Works in a process's main thread on systems with SIGALRM (each worker process of the pool runs its work there);
    elsewhere the block runs unbounded.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def on_alarm(_signal: int, _frame: FrameType | None) -> None:
        raise ParseError(
            Reason.TIME_LIMIT, f"{what}: expected an answer within {seconds:g} s, found none; split the file"
        )

    previous = signal.signal(signal.SIGALRM, on_alarm)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
