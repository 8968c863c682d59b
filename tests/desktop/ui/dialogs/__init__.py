"""What the dialogs ask and show."""
