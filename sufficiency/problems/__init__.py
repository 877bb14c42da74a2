"""The trade to arrays, and the answer back to the trade."""
