"""What leaves the window: briefings and the session, also where another program has it open."""
