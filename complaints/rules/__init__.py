"""What the regulation says about complaints, as arithmetic."""
