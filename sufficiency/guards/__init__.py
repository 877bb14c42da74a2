"""What is looked at before a file is parsed: its size, its shape and its encoding."""
