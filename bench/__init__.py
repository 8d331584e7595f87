"""Measurements: accuracy against gold, speed as ratios within one run. Never part of the tests."""
