"""Statistics with their intervals; pure."""
