"""How a store gets from one form to the next; numbered, each whole or not at all."""
