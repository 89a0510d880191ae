"""Every write to inspections, findings and orders."""
