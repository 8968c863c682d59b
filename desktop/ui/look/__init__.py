"""How the window looks: tokens, fonts, icons, style."""
