"""The derived tables, rebuilt from the accepted ones at every publish."""

import pandas as pd

from psychobiotics.publishing.evidence_map import build_evidence_map
from psychobiotics.publishing.translation import build_translation
from psychobiotics.records.tables import Row


def build_derived(frames: dict[str, pd.DataFrame]) -> dict[str, list[Row]]:
    """Rows of `translation` and `evidence_map`."""
    return {"translation": build_translation(frames), "evidence_map": build_evidence_map(frames)}
