"""What people type, checked for form; what it means is for the services."""
