"""Read-only sums over institutions and what belongs to them, one file a subject."""
