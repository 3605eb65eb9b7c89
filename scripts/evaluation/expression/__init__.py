"""How steady the shown expression is: `evaluate expression`."""
