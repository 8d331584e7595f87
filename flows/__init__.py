"""Prefect flows: when things run. The only place that imports prefect."""
