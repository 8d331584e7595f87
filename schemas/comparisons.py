"""Comparisons of two columns, null-safe: what cannot be compared passes."""

import pandas as pd


def not_above(frame: pd.DataFrame, lower: str, upper: str) -> "pd.Series[bool]":
    """Row by row, whether `lower` <= `upper` where both are stated."""
    return (frame[lower] <= frame[upper]).fillna(True).astype(bool)


def together(frame: pd.DataFrame, first: str, second: str) -> "pd.Series[bool]":
    """Row by row, whether both or neither is stated."""
    return frame[first].isna() == frame[second].isna()
