"""Folders that appear whole or not at all: temporary siblings, fsync, rename, and one publisher at a time."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psychobiotics.records.errors import PublishError

TEMPORARY = ".tmp-"  # begins with a dot: no reader of the parent folder takes it for data
LOCK = ".lock"


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; a second publisher is told at once instead of waiting.

    Raises:
        PublishError: The folder cannot be written, or another run holds the lock.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("w")
    except OSError as error:
        raise unwritable(folder, error) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PublishError(
                f"{folder.name}: expected to be the only run, found another one publishing; wait for it and try again"
            ) from error
        _remove_stale(folder)
        yield


def _remove_stale(folder: Path) -> None:
    """What a killed run left behind; the lock is ours, so nobody is writing there."""
    for path in folder.glob(f"{TEMPORARY}*"):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Yield a temporary folder beside the versions; what is not settled by the end is gone.

    Raises:
        PublishError: Disk full or no permission.
    """
    try:
        temporary = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=folder))
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        yield temporary
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def settle(temporary: Path, target: Path) -> None:
    """Make a filled temporary folder the version `target`: flushed to the disk, read-only, then renamed in one step."""
    for path in sorted(temporary.iterdir()):
        _sync(path)
        path.chmod(0o444)  # a published version does not change
    temporary.chmod(0o755)
    _sync(temporary)
    temporary.rename(target)
    _sync(target.parent)


def point_latest(folder: Path, version: str) -> None:
    """Make `latest` name a version, in one step: a reader sees the old one or the new one.

    Raises:
        PublishError: Disk full or no permission.
    """
    temporary = folder / f"{TEMPORARY}latest-{os.getpid()}"
    try:
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(version, target_is_directory=True)
        temporary.replace(folder / "latest")
        _sync(folder)
    except OSError as error:
        raise unwritable(folder, error) from error


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unwritable(path: Path, error: OSError) -> PublishError:
    """The one sentence for a folder that cannot be written."""
    found = os.strerror(error.errno) if error.errno else str(error)
    return PublishError(f"{path}: expected to write here, found: {found}; free space or permissions, then try again")
