"""Transport as people see it and take it away: figures, tables, a folder of files, a page with its map."""
