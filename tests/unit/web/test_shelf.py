"""What a folder on the shelf is read for, and how often."""

import time
from concurrent.futures import ThreadPoolExecutor

from sufficiency.tables.write import write_folder
from sufficiency.web.shelf import Shelf
from tests.fixtures.rounds import one_place_two_children


def test_of_many_who_ask_at_once_one_reads_and_the_others_wait_until_a_file_changes(tmp_path):
    (tmp_path / "round").mkdir()
    (tmp_path / "round" / "children.csv").write_text("child_ref", encoding="utf-8")
    shelf, reads = Shelf(tmp_path), []

    def read(folder):
        time.sleep(0.05)
        reads.append(folder.name)
        return len(reads)

    def ask(_):
        return shelf.remember("kind", "round", read)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {1}
    (tmp_path / "round" / "children.csv").write_text("child_ref,ncy", encoding="utf-8")
    assert ask(None) == 2


def test_the_council_is_named_by_its_first_round_before_there_is_a_run(tmp_path):
    shelf = Shelf(tmp_path)
    assert shelf.council == ""
    write_folder(tmp_path / "spring", one_place_two_children())
    (tmp_path / "autumn").mkdir()
    (tmp_path / "autumn" / "authority.toml").write_text("name =", encoding="utf-8")
    assert shelf.council == "Smallshire"
