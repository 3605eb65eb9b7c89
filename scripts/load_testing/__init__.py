"""Parts of `python -m scripts.load_test`: what cameras show, cameras, the server, figures."""
