"""Read-only sums about institutions, one file a subject."""
