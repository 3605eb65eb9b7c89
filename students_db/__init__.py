"""Persistence: students, their face embeddings, class sessions and emotion observations."""
