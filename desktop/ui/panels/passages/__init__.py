"""The list of passages: its rows, its filter and what frames them."""
