"""What was exported is opened again and read as its reader would."""
