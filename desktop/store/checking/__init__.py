"""What the fast decoder does not see in a session file, each with its place."""
