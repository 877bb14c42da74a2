"""An ensemble of futures: its folder, its summary on the terminal, and the parts of its page."""
