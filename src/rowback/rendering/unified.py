"""Comparison -> a unified diff of `article.txt`, which `git apply` and `patch -p1` take in the store's folder.

    # 1 sentence reworded (number 12 → 19)
    --- a/courier.example/0b/mill-fire-0b4f5cce2b17/article.txt
    +++ b/courier.example/0b/mill-fire-0b4f5cce2b17/article.txt
    @@ -4,7 +4,7 @@

Lines stand as they are, since a patch in which one character was made visible fits nothing: this format alone can hold
what a terminal would obey. There is no `diff --git` line, because git would read the paths behind it from the top of
the work tree, wherever in it the store is.
"""

from difflib import unified_diff

from rowback.model import Comparison
from rowback.rendering._view import View
from rowback.rendering._words import observed
from rowback.text import one_line

_PATH = "article.txt"


def render(comparison: Comparison, view: View) -> str:  # noqa: ARG001  every format is called alike
    """Write the patch from before to after; what is not in `article.txt` stands in the remark above it."""
    path = comparison.path or _PATH
    patch = unified_diff(comparison.before.lines, comparison.after.lines, f"a/{path}", f"b/{path}", lineterm="")
    return "".join(f"{line}\n" for line in (*_remarks(comparison), *patch))


def _remarks(comparison: Comparison) -> list[str]:
    """Lines that a patching program skips."""
    seen = " → ".join(map(observed, comparison.revisions or ()))
    return [f"# {one_line(remark)}" for remark in (comparison.url, seen, comparison.summary) if remark]
