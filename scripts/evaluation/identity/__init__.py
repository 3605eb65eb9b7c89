"""How faces are told apart and named: `evaluate identity` and `evaluate embedders`."""
