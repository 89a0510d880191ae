"""Pages: public, desk, and the institution's own side."""
