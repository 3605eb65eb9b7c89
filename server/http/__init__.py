"""HTTP itself: what all calls share, whichever resource they are about."""
