"""An independent recount: raw files in, named checks out. Shares no code with what it checks.

Whole numbers throughout (pence, metres, tenths of minutes); the recount of roads shares the reading of the file alone.
"""

from sufficiency.verify.recount import verify_run
from sufficiency.verify.report import Check, Verification, as_json, write
from sufficiency.verify.travel_folder import verify_travel

__all__ = ["Check", "Verification", "as_json", "verify_run", "verify_travel", "write"]
