"""`log`, `diff`, `show`: what the store holds."""

from typing import Annotated

import typer

from rowback.cli.comparisons import (
    ComparisonFormat,
    ExitCode,
    Ignore,
    MinWeight,
    Open,
    Presentation,
    Silent,
    lightest,
    only_silent,
    seen_from_here,
)
from rowback.cli.console import Console, say
from rowback.cli.output import Output, check_name, write, write_bytes
from rowback.cli.output import show as show_text
from rowback.cli.pictures import Font
from rowback.errors import UsageError

Url = Annotated[str, typer.Argument(metavar="URL", help="An article: its address, or a part that fits only one.")]
Utc = Annotated[bool, typer.Option("--utc", help="Times in UTC, not in local time.")]


def log(
    context: typer.Context,
    url: Url,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, times in UTC.")] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Also re-extractions, imports, and edits that several clones recorded.")
    ] = False,
    silent: Silent = False,
    min_weight: MinWeight = None,
    ignored: Ignore = None,
    sentence: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The whole life of the sentence nearest to this, then or now.")
    ] = None,
    graph: Annotated[
        bool, typer.Option("--graph", help="As a timeline: how heavy each was, and how long the one before had stood.")
    ] = False,
    checks: Annotated[
        bool, typer.Option("--checks", help="When it was looked at, and what each look saw; also what was unchanged.")
    ] = False,
    utc: Utc = False,
) -> None:
    """Print an article's revisions, newest first.

    One line each: id, when it was first seen, what happened, and what changed in words: what a check found, or with
    --all the step from the revision before, imported ones included. What has no weight (the first look, a page that is
    gone) is listed with --min-weight and --ignore still.

    Example: rowback log example.org/news/story

    Example: rowback log example.org/news/story --silent --json

    Example: rowback log example.org/news/story --sentence "40 metres"

    Example: rowback log example.org/news/story --checks
    """
    from rowback.cli.lines import address_line, json_line, revision_line, revision_object
    from rowback.track.lookup import DEEPEN, find_article, is_cut_off
    from rowback.track.telling import retold, weighty

    console: Console = context.obj
    store, weight = console.store(), lightest(min_weight, ignored)
    address = find_article(url, store)
    if checks:
        from rowback.cli.looks import print_looks

        if all_ or silent or weight or graph or sentence is not None:
            raise UsageError("--checks tells of looks, not of changes", hint="leave the other options out")
        print_looks(console, store, address, as_json=as_json, utc=utc)
        return
    if sentence is not None:
        from rowback.cli.tracing import print_life
        from rowback.track.lifelines import life_of  # with the stages of a comparison

        print_life(console, life_of(store, address, sentence), as_json=as_json, utc=utc)
        return
    history = store.history(address, all=all_)
    recorded = retold(store, [revision for revision in history if all_ or not revision.imported])
    revisions = weighty(recorded, silent=silent, min_weight=weight)
    if as_json:
        lines = [json_line(revision_object(revision)) for revision in revisions]
    else:
        lines = [revision_line(console, revision, utc=utc) for revision in revisions]
        if graph:
            from rowback.cli.timeline import timeline

            lines = [*timeline(console, revisions, utc=utc)]
        lines[:0] = [address_line(console, address)] if console.terminal else []
    if revisions:
        show_text(console, "\n".join(lines))
    elif recorded:
        say(f"none of {len(recorded)} revisions of {address} is such a one")
    if hidden := len(history) - len(recorded):
        say(f"{hidden} imported revision{'' if hidden == 1 else 's'}: rowback log --all lists them too")
    elif is_cut_off(history) or (store.is_shallow and not history):
        say(f"the history here does not begin with the first look: {DEEPEN}")
    elif not history:
        say(f"{address} has not been recorded yet: rowback check")


def show(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="URL[@REV]", help="An article, by default as it is now: story@2, story@{yesterday}."),
    ],
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json or markdown.")] = "text",
    page: Annotated[bool, typer.Option("--page", help="The page as it was served, byte for byte.")] = False,
    suspect: Annotated[
        bool, typer.Option("--suspect", help="What is held of a URL because it is probably not the article.")
    ] = False,
    output: Output = None,
) -> None:
    """Print an article as of a revision or a time.

    Headline, byline, date, notices and paragraphs, without anything else that was on the page. A revision is named as
    for `rowback diff`; a day means its end, where you are.

    Example: rowback show example.org/news/story@{yesterday}

    Example: rowback show example.org/news/story@2 --page -o story.html

    Example: rowback show example.org/news/story --suspect
    """
    from rowback.rendering import articles
    from rowback.track.history import held_capture, read_page, recorded_revisions
    from rowback.track.lookup import find_article, find_revision, find_state

    check_name(format_, articles.FORMATS)
    console: Console = context.obj
    store = console.store()
    if suspect:
        capture = held_capture(store, find_article(name, store))
        shown = capture.body if page else articles.render(read_page(store, capture).article, format_)
    else:
        address, named = find_state(name, store.urls(), store.config)
        revision = find_revision(named, recorded_revisions(store, address), now=console.clock())
        shown = store.page(revision) if page else articles.render(store.at(revision).article, format_)
    if isinstance(shown, bytes):
        write_bytes(shown, output)
    else:
        write(console, shown, output)


def diff(
    context: typer.Context,
    url: Url,
    before: Annotated[
        str | None, typer.Argument(metavar="[A]", help="A revision: @2, an id, @{yesterday}, @2026-11-01, or A..B.")
    ] = None,
    after: Annotated[str | None, typer.Argument(metavar="[B]", help="Another; default: the newest.")] = None,
    format_: ComparisonFormat = "terminal",
    output: Output = None,
    each: Annotated[
        bool,
        typer.Option("--each", help="Every step between the two, one by one: on the terminal, in markdown or text."),
    ] = False,
    since_read: Annotated[
        bool, typer.Option("--since-read", help="From what this option last showed, on this machine, to the newest.")
    ] = False,
    opened: Open = False,
    min_weight: MinWeight = None,
    ignored: Ignore = None,
    silent: Silent = False,
    utc: Utc = False,
    exit_code: ExitCode = False,
    font: Font = None,
) -> None:
    """Say what changed between two revisions.

    By default the newest and the one before. First whether the page admits the change, then headline, notices and
    dates, then each sentence that changed with its words marked; what stayed is folded away. Both sides are extracted
    alike. With --min-weight or --ignore, lighter changes are folded away too, and their number is told. With --silent
    a comparison (with --each: a step) is shown only when the page does not admit its change; else a line on stderr says
    how it does, and the exit code is 0.

    A revision is named as in git: @1 is the newest, @2 the one before it, imported ones counted; 3f9c2a7 the one whose
    id starts so; @{yesterday}, @{2 hours ago}, @2026-11-01 or "@{2026-11-01 10:00}" the last one seen by then. A day
    ends at midnight where you are.

    The format `unified` is a patch of article.txt as the store holds it: `git apply` takes it in the store's folder.

    Example: rowback diff example.org/news/story

    Example: rowback diff example.org/news/story @3..@1 --min-weight substance

    Example: rowback diff example.org/news/story @{yesterday} --open

    Example: rowback diff example.org/news/story @{2026-11-01} --each --silent

    Example: rowback diff example.org/news/story --since-read --each
    """
    from rowback.track.history import compare_revisions, last_two, recorded_revisions
    from rowback.track.lookup import find_article, find_sides
    from rowback.track.ranges import mark_read, steps, unread

    presentation = Presentation.of(
        format_,
        output,
        opened=opened,
        min_weight=lightest(min_weight, ignored),
        exit_code=exit_code,
        each=each,
        font=font,
    )
    if after and not before:
        raise UsageError("the first revision is empty", hint="name two, or none")
    if before and since_read:
        raise UsageError("--since-read knows where to begin", hint="name no revision with it")
    console: Console = context.obj
    store = console.store()
    revisions = recorded_revisions(store, find_article(url, store))
    if since_read:
        sides = unread(store, revisions)
    else:
        sides = find_sides(before, after, revisions, now=console.clock()) if before else last_two(revisions)
    if sides is None:
        say("nothing new since it was last read")
        return
    found = steps(store, *sides) if each else (compare_revisions(store, *sides, as_stored=format_ == "unified"),)
    if silent:
        found = only_silent(found)
    if found:
        presentation.write(console, *(seen_from_here(console, comparison, utc=utc) for comparison in found))
    if since_read:
        mark_read(store, revisions[0].url, revisions[0].id)
    presentation.tell(*found)
