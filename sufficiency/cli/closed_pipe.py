"""Output whose reader has gone, as in ``sufficiency ... | head -1``: the command ends as it would have, in silence."""

import os
import sys
from typing import TextIO, cast


class _Patient:
    """A stream that writes to nowhere once nobody reads it; in everything else the stream it stands for."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write, or drop what nobody will read."""
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            self._to_nowhere()
            return len(text)

    def flush(self) -> None:
        """Send on what is kept, or drop it."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            self._to_nowhere()

    def _to_nowhere(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)


def outlive_readers() -> None:
    """Let standard output and standard error go on where their reader closes them."""
    sys.stdout, sys.stderr = (cast("TextIO", _Patient(stream)) for stream in (sys.stdout, sys.stderr))
