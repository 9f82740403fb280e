import signal
import subprocess
from pathlib import Path

import pytest

from rowback.store.git import Git, GitError
from rowback.store.stream import Commit, Stream
from tests.store.articles import at_hour, git

REF = "refs/rowback/incoming"


@pytest.fixture
def repository(tmp_path: Path) -> Git:
    git(tmp_path, "init", "--quiet")
    found = Git.around(tmp_path)
    assert found
    return found


def commit(number: int, size: int = 10) -> Commit:
    return Commit(REF, f"Commit {number}\n", at_hour(number), {"file": b"%d" % number * size})


def listed(repository: Git) -> list[str]:
    return git(repository.top, "rev-list", "--reverse", REF).split()


def test_what_is_sent_is_named_later(repository: Git) -> None:
    """Also when many answers wait, and when the sent ones and others take turns."""
    stream = Stream(repository)
    names = [stream.commit(commit(k)) if k % 70 == 69 else stream.send(commit(k)) for k in range(300)]
    assert names[:2] == [":1", ":2"]
    early = [stream.id_of(name) for name in names[:80]]
    stream.finish()
    assert [*early, *(stream.id_of(name) for name in names[80:])] == listed(repository)
    assert stream.id_of("0b4f") == "0b4f"


def test_large_files_are_sent_as_fast_as_git_takes_them(repository: Git) -> None:
    stream = Stream(repository)
    names = [stream.send(commit(k, size=200_000)) for k in range(100)]
    stream.finish()
    assert [stream.id_of(name) for name in names] == listed(repository)


@pytest.mark.parametrize("asks", [True, False])
def test_a_git_that_dies_is_noticed_once(repository: Git, asks: bool) -> None:
    stream = Stream(repository)
    stream.commit(commit(0))
    assert stream._process is not None
    stream._process.send_signal(signal.SIGKILL)
    with pytest.raises(GitError, match="killed by signal 9"):  # noqa: PT012  when it is noticed is left open
        names = [stream.send(commit(k, size=100_000)) for k in range(1, 200)]
        if asks:
            stream.id_of(names[-1])
        stream.finish()
    assert stream.broken
    stream.finish()
    assert subprocess.run(["git", "rev-parse", "--verify", REF], cwd=repository.top, capture_output=True).returncode


def test_a_stream_that_was_not_used_starts_nothing(repository: Git) -> None:
    Stream(repository).finish()
    assert not list(repository.common.glob("objects/pack/*"))
