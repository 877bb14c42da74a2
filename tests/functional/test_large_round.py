"""A round of many thousand children is recommended, recounted and written within the memory of an ordinary machine."""

import os
import sys
from subprocess import DEVNULL, Popen

import pytest

from sufficiency import api

CHILDREN = 5_000
MEGABYTES_AT_MOST = 1_400
KILOBYTES_A_MEGABYTE = 1_024 if sys.platform == "linux" else 2**20  # macOS counts bytes


def peak_megabytes(*arguments: str) -> int:
    """What ``sufficiency ARGUMENTS`` held at the most, in a process of its own that has to succeed."""
    with Popen([sys.executable, "-m", "sufficiency", *arguments], stdout=DEVNULL) as running:
        _, code, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(code)
    assert running.returncode == 0
    return used.ru_maxrss // KILOBYTES_A_MEGABYTE


@pytest.mark.nightly
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="what one process held is told by wait4, which Windows has not")
def test_five_thousand_children_fit_an_ordinary_machine(tmp_path):
    api.synthesise(tmp_path / "round", children=CHILDREN, settings=60, seed=1)
    peak = peak_megabytes("panel", "recommend", str(tmp_path / "round"), "--out", str(tmp_path / "run"))
    assert api.read(tmp_path / "run").record.verified
    assert peak < MEGABYTES_AT_MOST
