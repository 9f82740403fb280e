"""The public names of a package, each imported when it is first used."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any


def names_in(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], Any]:
    """What gives a package's names, to be its `__getattr__`.

    Args:
        homes: by module of the package, the names that are at home there.

    Source: PEP 562.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def find(name: str) -> Any:
        if name in home_of:
            return getattr(import_module(f"{package}.{home_of[name]}"), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return find
