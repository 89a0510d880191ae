"""The annual inspection: the year, one return, the institution's own side, zombies, and what the public reads."""
