"""Sentences that every output carries."""

A10 = (
    "This list orders work. It is not a waiting list. Each child's request is decided on CFA 2014 s.39/40 on its own "
    "evidence and within its own statutory time limit."
)
"""What the list is."""

RECOMMENDATION = (
    "These are recommendations, not decisions: a named person decides each case. Nothing here is legal advice."
)
"""What the answer is."""

WHAT_IF_WATERMARK = "What if: not for decisions"
"""Printed on every output of the what-if policy."""
