"""A revision in words, with the pages that somebody was given alone."""

from collective.externalshare.revision_words import say_revision


def test_the_whole_is_its_label_and_a_range_says_which_pages():
    assert say_revision("3", "", "en") == "3"
    assert say_revision("3", "2-5,8", "en") == "3 (pages 2–5, 8)"
