"""Sessions on disk: codec, strict reading, atomic writes."""
