"""What is worked out once for a network and kept as long as the network itself."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from geodata.network import RoadNetwork

T = TypeVar("T")


def once_per_network(build: Callable[[RoadNetwork], T]) -> Callable[[RoadNetwork], T]:
    """Return the same function with a memory: asked again about a network that is still held, it builds nothing."""
    kept: WeakKeyDictionary[RoadNetwork, T] = WeakKeyDictionary()

    @wraps(build)
    def remembered(network: RoadNetwork) -> T:
        if network not in kept:
            kept[network] = build(network)
        return kept[network]

    return remembered
