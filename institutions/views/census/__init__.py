"""The pages of the census."""
