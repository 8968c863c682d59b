"""What must never happen, tried often."""
