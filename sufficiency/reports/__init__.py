"""A run as people meet it: the run folder, the report page and the terminal. Reads the run; changes nothing in it."""
