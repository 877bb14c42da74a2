"""The words of a refusal: one fault, about one file, before anything in it was read."""

from sufficiency.errors import Fault, InputRejected

RIGHT_FILE = "Check that it is the right file."
SAVE_AS_TEXT = "Save the file again from Excel as 'CSV UTF-8 (comma delimited)'."


def refusal(file: str, rule: str, message: str, remedy: str, row: int = 0) -> InputRejected:
    """The error to raise: ``file`` is the name people know it by, ``row`` the line where it can be told, else 0."""
    return InputRejected([Fault(file, "", row, "", rule, message, remedy)])
