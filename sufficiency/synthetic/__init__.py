"""Input folders with no real child in them: an authority made up whole, and practice rounds over real settings."""
