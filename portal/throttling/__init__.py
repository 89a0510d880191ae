"""Not too often from one address: limits, and what counts them."""
