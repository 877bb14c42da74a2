"""Seeded problems of stated size and shape."""
