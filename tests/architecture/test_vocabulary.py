"""The mathematics and the map hold no word of the trade: layering stops imports, not vocabulary.

`parent` is also a word of trees: a limit has a parent limit. So it may be a name, or stand beside `limit`.
`need` is also a verb: as a name it is always the trade's, in a sentence it is left alone.
"""

import io
import re
import tokenize
from collections.abc import Iterator

import pytest

TRADE = re.compile(r"child|children|pupils?|schools?|ehcps?|panels?|parental|parents?", re.IGNORECASE)
TRADE_NAME = re.compile(r"child|children|pupils?|schools?|ehcps?|panels?|parents|needs?", re.IGNORECASE)
TREE = re.compile(r"limit_parent|parent limits?|limit's parent|parent of a limit", re.IGNORECASE)
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
PROSE = {tokenize.STRING, tokenize.COMMENT}


def words_of_the_trade(source: str) -> Iterator[tuple[int, str]]:
    """Each such word with its line: in names split at underscores and capitals, in comments and strings as is."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        text, trade = token.string, TRADE_NAME
        if token.type in PROSE:
            text, trade = TREE.sub("", text), TRADE
        elif token.type != tokenize.NAME:
            continue
        for word in WORD.findall(text):
            if trade.fullmatch(word):
                yield token.start[0], word


def test_no_word_of_the_trade_in_solvers_or_geodata(modules):
    found = [
        f"{module.path}:{line}: {word}"
        for module in modules
        if module.package in {"solvers", "geodata"}
        for line, word in words_of_the_trade(module.text)
    ]
    assert found == []


@pytest.mark.parametrize("source", ["schools = 3", "class SchoolPoint: ...", "x = 1  # one per child", "need = 2"])
def test_a_planted_word_is_found(source):
    assert list(words_of_the_trade(source))


@pytest.mark.parametrize("source", ["limit_parent[k]", "parent = 1  # the parent limit", "x = 1  # this needs room"])
def test_the_tree_of_limits_and_plain_english_pass(source):
    assert not list(words_of_the_trade(source))
