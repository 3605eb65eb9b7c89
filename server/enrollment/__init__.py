"""Enrollment: which photos are good enough, and what they are compared with."""
