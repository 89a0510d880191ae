"""What officers and institutions type."""
