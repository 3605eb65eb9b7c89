"""Metrics, their inputs and their reports; scripts/evaluate.py is the command."""
