"""What if: the same pipeline under different choices, compared."""
