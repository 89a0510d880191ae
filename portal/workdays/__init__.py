"""Working days: the State Council's holiday notices, made-up weekends included. Clause: D7."""
