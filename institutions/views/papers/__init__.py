"""Pages of papers, notices and corrections."""
