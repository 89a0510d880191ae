"""The city's districts, development zones and streets: who is responsible for what ground."""
