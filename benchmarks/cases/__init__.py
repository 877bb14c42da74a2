"""One file a case: what is measured, against what, and how its answers are checked."""
