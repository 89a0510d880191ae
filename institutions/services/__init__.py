"""Every write to institutions and what belongs to them."""
