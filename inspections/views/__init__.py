"""The pages of inspections: staff side and the institution's own."""
