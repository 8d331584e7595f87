"""The `psychobiotics` command."""

from psychobiotics.cli.app import main

__all__ = ["main"]
