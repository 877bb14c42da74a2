"""Why this one, why not that one, and what would change it, in words."""
