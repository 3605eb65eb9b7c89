"""The Homeroom server: HTTP and WebSocket edges around the live recognition pipeline."""

__version__ = "0.1.0"
