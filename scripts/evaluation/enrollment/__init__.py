"""What enrollment takes and refuses: `evaluate enrollment` and `evaluate head-turn`."""
