"""What stands behind the pages: jobs, the worker that does them, and tables as they are sent in."""
