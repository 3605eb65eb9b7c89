"""Faces of people who do not exist, for the demo class, tests and benchmarks."""
