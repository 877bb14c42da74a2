"""What if: the same round under different choices, side by side."""
