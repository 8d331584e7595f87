"""What the command line writes with: results to stdout, everything else to stderr, colour on a terminal alone."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from psychobiotics.records.errors import PsychobioticsError

EXIT_FAILED = 1
EXIT_USAGE = 2


class _Terminal(Console):
    def on_broken_pipe(self) -> None:
        """The reader of our pipe has gone, as with `| head`: it has what it wanted, and nothing has failed."""
        try:
            super().on_broken_pipe()
        except SystemExit as error:
            raise SystemExit(0) from error


out = _Terminal(highlight=False, soft_wrap=True)
err = _Terminal(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def failures(debug: bool = False) -> Iterator[None]:
    """Turn what a user can mend into one sentence on stderr and exit code 1; `debug` shows where it came from."""
    try:
        yield
    except BrokenPipeError as error:  # the reader of our pipe has gone, as with `| head`
        sys.stderr.close()
        raise typer.Exit(0) from error
    except (PsychobioticsError, OSError, BrokenExecutor) as error:
        if debug:
            raise
        print(f"psychobiotics: {_sentence(error)}", file=sys.stderr)
        raise typer.Exit(EXIT_FAILED) from error


def _sentence(error: Exception) -> str:
    if isinstance(error, PsychobioticsError):
        return str(error)
    if isinstance(error, BrokenExecutor):
        return "a worker process: expected it to finish, found it killed; for want of memory? try --workers 1"
    place = getattr(error, "filename", None) or "the disk"
    found = getattr(error, "strerror", None) or error
    return f"{place}: expected to read and write here, found: {found}; free space or permissions, then try again"


@contextmanager
def progress_display() -> Iterator[Callable[[str, int, int], None]]:
    """Yield a progress callback: bars on a terminal, nothing where the output is piped or logged."""
    columns = (TextColumn("{task.description:<16}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, disable=not err.is_terminal) as bars:
        tasks: dict[str, int] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

        yield tell
