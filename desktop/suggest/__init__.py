"""What an analyst would probably mark: quotes with their speakers, opinion, claim, context."""
