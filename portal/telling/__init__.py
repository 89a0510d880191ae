"""Telling people outside the portal: text messages and e-mail, kept until they are sent. Clauses: D2, N4."""
