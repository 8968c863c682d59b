"""Learning the weights of the suggestions from annotated articles, and measuring them.

Nothing here runs in the program; the data stays where it is, its place is an argument.
"""
