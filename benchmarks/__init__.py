"""The measured promises: `make bench [ONLY=name]` prints them and writes build/bench/<name>.json."""
