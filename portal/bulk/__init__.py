"""Many rows at once: what differs between the databases when hundreds of rows are written together."""
