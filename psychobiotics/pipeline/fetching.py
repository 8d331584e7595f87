"""The declared sources of a data root, asked for what is new."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from psychobiotics.parsing.detect import detect_media_type
from psychobiotics.parsing.large_file import STREAMED
from psychobiotics.pipeline.columns import Inspector, project_columns
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.records.errors import SourceError
from psychobiotics.sources.answers import Limits
from psychobiotics.sources.declarations import FILE, SourceSpec, read_declarations
from psychobiotics.sources.fetch import SourceReport
from psychobiotics.sources.fetch import fetch_sources as fetch_specs
from psychobiotics.sources.fetch_log import FetchState, read_state
from psychobiotics.sources.ingest import Intake

Progress = Callable[[str, int, int], None]
DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """A declared source and what is known of it (None: never asked)."""

    spec: SourceSpec
    state: FetchState | None


def choose_sources(workspace: Workspace, names: Sequence[str] = ()) -> tuple[SourceSpec, ...]:
    """The named sources, or all that are enabled.

    Raises:
        SourceError: A name is not declared, or the declarations are broken.
    """
    declared = {spec.name: spec for spec in read_declarations(workspace.data)}
    for name in names:
        if name not in declared:
            known = ", ".join(declared) or "none"
            raise SourceError(f"source {name!r}: expected one of {known}; declare it in {workspace.data / FILE}")
    return tuple(declared[name] for name in names) or tuple(spec for spec in declared.values() if spec.enabled)


def fetch_sources(
    workspace: Workspace,
    now: datetime,
    names: Sequence[str] = (),
    progress: Progress | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[SourceReport, ...]:
    """Ask the declared sources and take what is new into the raw store.

    Raises:
        SourceError: The declarations are broken or a name is unknown; a source that fails is in its report.
    """
    specs = choose_sources(workspace, names)
    inspect = Inspector(project_columns(workspace))
    intake = Intake(workspace.raw, detect_media_type, now, inspect=inspect, streamed=STREAMED)
    return tuple(fetch_specs(specs, intake, limits, progress))


def list_sources(workspace: Workspace) -> Iterator[SourceStatus]:
    """Every declared source with what is known of it.

    Raises:
        SourceError: The declarations or the ledger cannot be read.
    """
    for spec in read_declarations(workspace.data):
        yield SourceStatus(spec, read_state(workspace.raw, spec.name) if workspace.raw.is_dir() else None)
