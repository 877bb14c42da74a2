"""Measurements of the engines side by side: `./run bench`."""
