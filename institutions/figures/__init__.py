"""Read-only pictures and sums of institutions."""
