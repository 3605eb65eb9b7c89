"""Commands for people: each module is run as `python -m scripts.NAME`."""
