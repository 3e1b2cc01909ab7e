"""Address files of the world: bytes to records and back, one module a format."""
