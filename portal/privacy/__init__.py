"""Personal data: encrypted where it is kept, masked where it is shown. Clause: N4."""
