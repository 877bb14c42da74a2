"""From what a council already holds to the input tables, with nothing lost on the way."""
