"""The life of a WebSocket connection, from the first message to the goodbye."""
