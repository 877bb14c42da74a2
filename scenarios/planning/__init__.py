"""What a plan is made of: who will need a specialist place, and what places there will be."""
