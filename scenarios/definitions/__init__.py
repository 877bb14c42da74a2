"""The scenarios that a made-up authority comes with: templates a planner can read, filled with its own settings."""
