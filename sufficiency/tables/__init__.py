"""The input folder: every table stated once, and read, checked, written and drawn up blank from that statement."""
