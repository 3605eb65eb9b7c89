"""People over time: `evaluate tracking`."""
