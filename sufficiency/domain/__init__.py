"""The words of the trade as frozen dataclasses; imports nothing of ours."""
