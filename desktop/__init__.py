"""The Brieflight application: the window, the command line, and the model they share."""
