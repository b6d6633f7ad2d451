"""Root keys from outside come first, and a broken one is never passed over."""

from collective.externalshare.interfaces import KeysUnusable
from collective.externalshare.storage.keys import ENVIRONMENT
from collective.externalshare.storage.keys import ENVIRONMENT_FILE
from collective.externalshare.storage.keys import make_database_key
from collective.externalshare.storage.keys import outside_keys
from collective.externalshare.storage.keys import SiteKeys
from collective.externalshare.storage.site import KEY
from collective.externalshare.storage.store import ShareStore

import base64
import pytest


ONE, TWO = (base64.b64encode(letter * 32).decode() for letter in (b"1", b"2"))


class Site:
    """As much of a site as keeps a store."""

    def __init__(self, store):
        self.__annotations__ = {KEY: store}


@pytest.fixture
def site(monkeypatch):
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    monkeypatch.delenv(ENVIRONMENT_FILE, raising=False)
    store = ShareStore()
    store.database_key = make_database_key()
    return Site(store)


def test_keys_are_read_from_the_environment_or_a_file(tmp_path):
    path = tmp_path / "key"
    path.write_text(f"{ONE}\n{TWO}\n")
    assert outside_keys({}) == ()
    assert outside_keys({ENVIRONMENT: f"{ONE} {TWO}"}) == (b"1" * 32, b"2" * 32)
    assert outside_keys({ENVIRONMENT_FILE: str(path)}) == (b"1" * 32, b"2" * 32)
    assert outside_keys({ENVIRONMENT: TWO, ENVIRONMENT_FILE: str(path)}) == (b"2" * 32,)


@pytest.mark.parametrize("content", [None, "", " \n", "short", "é" * 40])
def test_a_key_file_that_gives_no_key_is_an_error_and_never_the_database_key(tmp_path, content):
    path = tmp_path / "key"
    if content is not None:
        path.write_text(content)
    with pytest.raises(KeysUnusable) as caught:
        outside_keys({ENVIRONMENT_FILE: str(path)})
    assert not content or not content.strip() or content not in str(caught.value)


@pytest.mark.parametrize("text", [f"{ONE} wrong", "wrong", "", " \n"])
def test_a_wrong_or_empty_key_in_the_environment_is_an_error(text):
    with pytest.raises(KeysUnusable):
        outside_keys({ENVIRONMENT: text})


def test_an_empty_name_of_a_file_is_an_error_unless_there_is_a_key():
    with pytest.raises(KeysUnusable):
        outside_keys({ENVIRONMENT_FILE: ""})
    assert outside_keys({ENVIRONMENT: ONE, ENVIRONMENT_FILE: ""}) == (b"1" * 32,)


def test_an_empty_variable_beside_a_file_leaves_it_to_the_file(tmp_path):
    path = tmp_path / "key"
    path.write_text(ONE)
    assert outside_keys({ENVIRONMENT: "", ENVIRONMENT_FILE: str(path)}) == (b"1" * 32,)


def test_the_key_in_the_database_signs_until_one_from_outside_arrives(site, monkeypatch):
    keys = SiteKeys(site)
    inside = keys.ring()
    assert (len(inside.roots), keys.problem()) == (1, "key_in_database")
    monkeypatch.setenv(ENVIRONMENT, ONE)
    both = keys.ring()
    assert (len(both.roots), keys.problem()) == (2, None)
    assert both.current != inside.current
    assert both.has(inside.current)
    monkeypatch.setenv(ENVIRONMENT, "wrong")
    assert keys.problem() == "key_unusable"
    with pytest.raises(KeysUnusable):
        keys.ring()


def test_database_keys_are_random_and_whole():
    made = {make_database_key() for _ in range(50)}
    assert len(made) == 50
    assert {len(bytes.fromhex(one)) for one in made} == {32}
