"""An ensemble of futures: its folder, and its summary on the terminal."""
