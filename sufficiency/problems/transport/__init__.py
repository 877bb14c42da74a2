"""Transport as arrays and back: who travels, on which ways, today's routes, and what one more child adds."""
