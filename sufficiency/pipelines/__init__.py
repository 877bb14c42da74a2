"""The pipelines behind api.py, a module each: files in, answers and folders out."""
