"""The way in for one person at their own machine: a link that works once."""

import secrets


class OneTimeLink:
    """A key that nobody guesses, and whether it was used."""

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(32)
        self._used = False

    def takes(self, key: str) -> bool:
        """Whether this key lets its bearer in; it does so once."""
        if self._used or not secrets.compare_digest(key.encode(), self.key.encode()):
            return False
        self._used = True
        return True
