"""The sources of the front end: what is fetched, and how it is built."""
