"""The demonstration city: Nanchang with two thousand invented institutions and three years behind them.

Nothing here is taken from life but the names of districts, streets and roads. The same seed and the same
reference day make the same city.
"""
