"""Writing messages and sending them."""
