"""Parts of `python -m scripts.stream`: where frames come from, how they are sent, what is said."""
