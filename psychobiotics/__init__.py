"""Raw documents about probiotics and mental health in, a curated and versioned dataset of study records out."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psychobiotics.dataset import Dataset, list_versions, load_dataset

__all__ = ["Dataset", "list_versions", "load_dataset"]


def __getattr__(name: str) -> Any:
    """Load the dataset loader when first asked for: workers that only parse need no pandas."""
    if name in __all__:
        from psychobiotics import dataset

        return getattr(dataset, name)
    raise AttributeError(f"module 'psychobiotics' has no attribute {name!r}")
