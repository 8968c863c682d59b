"""Opening, saving, recovering, merging and removing, as the window offers them."""
