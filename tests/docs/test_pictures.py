"""Every picture of the workbench in the pages is taken by one command from what a person would see."""

import pytest

from docs.pictures import PICTURES, main


@pytest.mark.nightly
def test_the_command_takes_every_picture_of_the_workbench(tmp_path):
    pytest.importorskip("playwright.sync_api")
    main(tmp_path)
    taken = {path.name for path in tmp_path.iterdir()}
    assert taken == {path.name for path in PICTURES.glob("workbench-*.png")}
    assert all(path.stat().st_size > 20_000 for path in tmp_path.iterdir())
