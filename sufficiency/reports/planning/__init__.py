"""What a scenario's run is kept as, and scenarios side by side."""
