"""The whole job done by key and mouse events: what `make run` does where there is no display."""
