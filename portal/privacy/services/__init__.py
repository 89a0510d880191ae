"""What is done to encrypted texts as a whole."""
