import subprocess
import sys
from pathlib import Path

from tests.support import fsck, git, run

ADDRESS = "https://tidewater.example/news/wall"
OTHER = "https://gull.example/ferry"


def test_init_makes_a_store_and_a_repository_round_it(tmp_path: Path) -> None:
    done = run("-C", tmp_path / "store", "init")
    assert done.code == 0
    assert done.out == ""
    assert (tmp_path / "store" / "rowback.toml").is_file()
    assert (tmp_path / "store" / ".git").is_dir()


def test_init_uses_the_repository_that_is_there(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert run("init", tmp_path / "snapshots").code == 0
    assert not (tmp_path / "snapshots" / ".git").exists()
    fsck(tmp_path)


def test_init_twice_keeps_what_is_there(tmp_path: Path) -> None:
    run("-C", tmp_path, "init")
    run("-C", tmp_path, "add", ADDRESS)
    assert run("-C", tmp_path, "init").code == 0
    assert run("-C", tmp_path, "list").out == f"{ADDRESS}\n"


def test_naming_the_store_twice_is_a_usage_error(tmp_path: Path) -> None:
    done = run("-C", tmp_path, "init", tmp_path / "other")
    assert done.code == 2
    assert "hint:" in done.err


def test_add_prints_nothing_on_stdout_and_list_prints_the_addresses(tmp_path: Path) -> None:
    run("-C", tmp_path, "init")
    assert run("-C", tmp_path, "add", ADDRESS, OTHER).out == ""
    assert run("-C", tmp_path, "list").out == f"{ADDRESS}\n{OTHER}\n"


def test_an_address_is_watched_once(tmp_path: Path) -> None:
    run("-C", tmp_path, "init")
    run("-C", tmp_path, "add", ADDRESS)
    done = run("-C", tmp_path, "add", ADDRESS, f"{ADDRESS}#comments", OTHER)
    assert done.err == "1 added, 2 watched already\n"
    assert run("-C", tmp_path, "list").out == f"{ADDRESS}\n{OTHER}\n"


def test_what_is_no_web_address_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    run("-C", tmp_path, "init")
    before = (tmp_path / "rowback.toml").read_bytes()
    for wrong in ("tidewater.example/news", "ftp://tidewater.example/", "javascript:alert(1)", "http://", "-"):
        done = run("-C", tmp_path, "add", "--", ADDRESS, wrong)
        assert done.code == 2, wrong
        assert "hint:" in done.err
        assert "Traceback" not in done.err
    assert (tmp_path / "rowback.toml").read_bytes() == before


def test_comments_in_the_settings_survive_add_and_remove(tmp_path: Path) -> None:
    run("-C", tmp_path, "init")
    settings = tmp_path / "rowback.toml"
    settings.write_text("# kept by the night desk\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    run("-C", tmp_path, "add", ADDRESS, OTHER)
    run("-C", tmp_path, "remove", "gull")
    assert settings.read_text(encoding="utf-8").startswith("# kept by the night desk\n")
    assert run("-C", tmp_path, "list").out == f"{ADDRESS}\n"


def test_removing_what_is_not_watched_lists_what_is(tmp_path: Path) -> None:
    run("-C", tmp_path, "init")
    run("-C", tmp_path, "add", ADDRESS)
    done = run("-C", tmp_path, "remove", "gull")
    assert done.code == 2
    assert ADDRESS in done.err


def test_without_a_store_the_hint_is_init(tmp_path: Path) -> None:
    for command in (["list"], ["check"], ["add", ADDRESS], ["log", "x"], ["diff", "x"]):
        done = run("-C", tmp_path / "nothing", *command)
        assert done.code == 3, command
        assert done.out == ""
        assert "rowback init" in done.err


LIST = f"""# the night desk's list
{ADDRESS}

  {OTHER}#comments   # the ferry
"""


def test_a_list_of_addresses_is_added_from_a_file(tmp_path: Path) -> None:
    run("-C", tmp_path / "store", "init")
    (tmp_path / "list.txt").write_bytes(b"\xef\xbb\xbf" + LIST.replace("\n", "\r\n").encode())
    done = run("-C", tmp_path / "store", "add", "--file", tmp_path / "list.txt", ADDRESS)
    assert (done.code, done.out, done.err) == (0, "", "2 added\n")
    assert run("-C", tmp_path / "store", "list").out == f"{ADDRESS}\n{OTHER}#comments\n"
    assert run("-C", tmp_path / "store", "add", "--file", tmp_path / "list.txt").err == "0 added, 2 watched already\n"


def test_a_list_of_addresses_is_added_from_standard_input(tmp_path: Path) -> None:
    run("-C", tmp_path, "init")
    command = [sys.executable, "-m", "rowback", "-C", str(tmp_path), "add", "--file", "-"]
    done = subprocess.run(command, input=LIST, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "2 added\n")


def test_a_wrong_line_of_a_list_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    run("-C", tmp_path / "store", "init")
    before = (tmp_path / "store" / "rowback.toml").read_bytes()
    (tmp_path / "list.txt").write_text(LIST + "tidewater.example/news\n", encoding="utf-8")
    done = run("-C", tmp_path / "store", "add", "--file", tmp_path / "list.txt")
    assert done.code == 2
    assert "list.txt, line 5: 'tidewater.example/news' is not an http or https address" in done.err
    assert "hint:" in done.err
    assert (tmp_path / "store" / "rowback.toml").read_bytes() == before


def test_a_list_that_cannot_be_read_is_a_usage_error(tmp_path: Path) -> None:
    run("-C", tmp_path / "store", "init")
    (tmp_path / "latin.txt").write_bytes("https://tidewater.example/caf\xe9\n".encode("latin-1"))
    for options in (
        [],
        *(["--file", str(place)] for place in (tmp_path, tmp_path / "none.txt", tmp_path / "latin.txt")),
    ):
        done = run("-C", tmp_path / "store", "add", *options)
        assert (done.code, done.out) == (2, ""), options
        assert "hint:" in done.err


def test_adding_nothing_is_a_usage_error(tmp_path: Path) -> None:
    run("-C", tmp_path, "init")
    assert run("-C", tmp_path, "add").code == 2


def test_an_empty_list_adds_nothing(tmp_path: Path) -> None:
    run("-C", tmp_path / "store", "init")
    (tmp_path / "list.txt").write_text("# nothing yet\n", encoding="utf-8")
    assert run("-C", tmp_path / "store", "add", "--file", tmp_path / "list.txt").err == "0 added\n"
