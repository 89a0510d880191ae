"""Dated rules: every figure of the regulation with its source, scope and validity.

The default stands beside its rule as a frozen dataclass; the row that an administrator keeps overrides it.
"""
