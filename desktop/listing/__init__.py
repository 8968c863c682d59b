"""Which passages are listed, in which order and under which headings: pure rules, no Qt."""
