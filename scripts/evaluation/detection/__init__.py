"""How faces are found: `evaluate detection`."""
