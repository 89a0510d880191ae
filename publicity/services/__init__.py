"""Every write of lists and publications."""
