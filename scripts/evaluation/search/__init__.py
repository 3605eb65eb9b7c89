"""The search of a large gallery: `evaluate search`."""
