"""What scripts.benchmark measures, and how it says so."""
