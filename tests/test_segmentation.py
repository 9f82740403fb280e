from rowback.segmentation import split_sentences


def test_a_newline_always_cuts() -> None:
    assert split_sentences("Storm hits coast\nTwo are missing. One was found.") == (
        "Storm hits coast",
        "Two are missing.",
        "One was found.",
    )
