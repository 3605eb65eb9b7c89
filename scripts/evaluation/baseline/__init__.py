"""Whether a baseline of one's own helps: `evaluate baseline`."""
