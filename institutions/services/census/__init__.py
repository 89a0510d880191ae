"""The census: opened and reported, entries found, matched with the register, problems settled, closed."""
