"""`blame`, `grep`: where sentences come from, and where a text stands or stood."""

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out, say
from rowback.cli.exits import Exit
from rowback.errors import UsageError

if TYPE_CHECKING:
    from rowback.track.lifelines import Life

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Utc = Annotated[bool, typer.Option("--utc", help="Times in UTC, not in local time.")]


def blame(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="URL[@REV]", help="An article, by default as it is now: story@2, story@{yesterday}."),
    ],
    sentence: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The whole life of one sentence: of the one nearest to this, then or now."),
    ] = None,
    as_json: Json = False,
    utc: Utc = False,
) -> None:
    """Say for each sentence since when it stands there.

    Beside it is the revision that had it first in these words; below that, marked "first", the one that had it first
    in other words, through edits, splits, merges and moves.

    Example: rowback blame example.org/news/story --sentence "40 metres"
    """
    from rowback.cli.lines import json_line
    from rowback.cli.lives import blame_lines, blame_object
    from rowback.model import RevisionKind
    from rowback.track.lifelines import blame as blamed_sentences
    from rowback.track.lifelines import life_of
    from rowback.track.lookup import find_revision, find_state

    console: Console = context.obj
    store = console.store()
    address, named = find_state(name, store.urls(), store.config)
    if sentence is not None:
        print_life(console, life_of(store, address, sentence), as_json=as_json, utc=utc)
        return
    history = store.history(address)
    if not history:
        raise UsageError(f"{address} has not been recorded yet", hint="rowback check")
    revision = find_revision(named, history, now=console.clock().astimezone())
    if revision.kind is RevisionKind.GONE:
        say(f"the page is gone since {console.local(revision.observed_at, utc=utc)}; this is what it had said")
    last = 0
    for blamed in blamed_sentences(store, history, revision):
        if as_json:
            out(json_line(blame_object(blamed)))
            continue
        if blamed.paragraph != last:
            out("")
        last = blamed.paragraph
        for line in blame_lines(console, blamed, utc=utc):
            out(line)


def grep(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Some words, or a sentence.")],
    urls: Annotated[
        list[str] | None,
        typer.Argument(metavar="[URL...]", help="Only in these; a part that fits one article will do."),
    ] = None,
    as_json: Json = False,
    utc: Utc = False,
) -> None:
    """Find a text in all articles, in what they say now and in what they said before.

    Case and the form of quotes and dashes do not matter. Where nothing holds the text exactly, the nearest lines are
    listed. Each one says whether it is there, was removed, or is gone with its page, and which revisions had it first
    and last. Exits with 1 when nothing is found.

    Example: rowback grep "lost 40 metres"
    """
    from rowback.cli.lines import json_line
    from rowback.cli.lives import find_lines, find_object
    from rowback.text import one_line
    from rowback.track.lookup import find_url
    from rowback.track.search import search

    console: Console = context.obj
    store = console.store()
    known = store.urls() if urls else ()
    finds = search(store, text, [find_url(part, known, store.config) for part in urls] if urls else None)
    if not finds:
        say(f"no article says or said anything like {text!r}")
        raise typer.Exit(Exit.NOT_FOUND)
    if not finds[0].exact:
        say("no article says or said exactly this; the nearest:")
    if as_json:
        for find in finds:
            out(json_line(find_object(find)))
        return
    for url, of_one in groupby(finds, key=lambda find: find.url):
        out(console.style(one_line(url), bold=True))
        for find in of_one:
            for line in find_lines(console, find, utc=utc):
                out(line)


def print_life(console: Console, life: "Life", *, as_json: bool, utc: bool) -> None:
    """The life of a sentence, as `blame --sentence` and `log --sentence` print it."""
    from rowback.cli.lines import json_line
    from rowback.cli.lives import life_lines, life_objects, others_line

    lines = map(json_line, life_objects(life)) if as_json else life_lines(console, life, utc=utc)
    for line in lines:
        out(line)
    if others := others_line(life):
        say(others)
