"""National returns that ask for a projection of plans, row by row as their templates have them."""
