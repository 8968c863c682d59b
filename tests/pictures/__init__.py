"""The pictures of the README, taken of the real window on the project's own sample."""
