"""`python -m psychobiotics.cli`."""

from psychobiotics.cli.app import main

main()
