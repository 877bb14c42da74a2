"""What a plan costs, year by year, and what it leaves of the high needs block."""
