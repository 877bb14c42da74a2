"""Names for places and schools that exist nowhere; the words are our own."""

from collections.abc import Sequence

from sufficiency.synthetic.draws import Draws

_STARTS = (
    "Alder", "Amber", "Bram", "Cold", "Copper", "Dun", "Elder", "Fern", "Gorse", "Grey", "Hazel", "Hollow", "Iron",
    "Kes", "Lark", "Marl", "Moss", "Otter", "Pel", "Quarry", "Rush", "Sallow", "Sedge", "Tarn", "Teasel", "Wether",
    "Whin", "Wren",
)  # fmt: skip
_ENDS = ("bourne", "combe", "dale", "field", "ford", "ham", "ley", "mere", "stow", "thorpe", "wick", "worth")
_SCHOOLS = (
    "Acorn", "Badger", "Beacon", "Bluebell", "Brook", "Cedar", "Chestnut", "Cormorant", "Curlew", "Dragonfly",
    "Fieldfare", "Foxglove", "Goldfinch", "Harebell", "Heron", "Juniper", "Kestrel", "Kingfisher", "Lapwing", "Linden",
    "Mallard", "Maple", "Meadow", "Nuthatch", "Osprey", "Plover", "Poplar", "Primrose", "Redstart", "Rowan",
    "Sandpiper", "Skylark", "Sorrel", "Swallow", "Sycamore", "Tern", "Thistle", "Wagtail", "Willow", "Yarrow",
)  # fmt: skip
_GROUNDS = ("Bank", "Fields", "Grove", "Hill", "Lane", "Park")


def place_names(count: int, draws: Draws) -> list[str]:
    """Return different names of towns and villages; beyond the words at hand they are numbered."""
    return _different([start + end for start in _STARTS for end in _ENDS], count, draws)


def school_names(count: int, draws: Draws) -> list[str]:
    """Return different beginnings of school names, such as Heron Lane; beyond those at hand they are numbered."""
    return _different([f"{word} {ground}" for word in _SCHOOLS for ground in _GROUNDS], count, draws)


def _different(words: Sequence[str], count: int, draws: Draws) -> list[str]:
    order = draws.shuffled(words)
    return [order[i % len(order)] + (f" {i // len(order) + 1}" if i >= len(order) else "") for i in range(count)]
