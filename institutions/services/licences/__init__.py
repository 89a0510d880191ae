"""The life of a school permit: applying, handling, taking effect. Clauses: Z1, S4."""
