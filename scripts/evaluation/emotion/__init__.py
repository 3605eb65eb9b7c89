"""How emotions are read: `evaluate emotion`."""
