"""Every change to a complaint."""
