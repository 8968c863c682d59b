"""The domain: frozen values of sources, annotations, sessions and changes. No Qt, no files."""
