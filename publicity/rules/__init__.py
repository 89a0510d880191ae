"""The regulation of lists and publications, as arithmetic. Clauses: S9, P8, M8, D5, D6."""
