"""Presentation attacks: `evaluate liveness`."""
