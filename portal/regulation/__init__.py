"""The regulation, clause by clause: what code, tests and pages refer to."""
