"""Opinion, claim or context: what an author does with each sentence."""
