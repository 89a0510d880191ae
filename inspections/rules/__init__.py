"""The regulation on violations and rectification, as arithmetic."""
