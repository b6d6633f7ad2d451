"""What storage Zope runs on, as the health page says it."""

from collective.externalshare.content.storage_kind import describe
from collective.externalshare.content.storage_kind import storage_kind
from collective.externalshare.services.health import Colour
from collective.externalshare.services.health import Health
from collective.externalshare.services.ports import ports_for
from types import SimpleNamespace
from ZODB.blob import BlobStorage
from ZODB.FileStorage import FileStorage
from ZODB.interfaces import IMVCCStorage
from ZODB.MappingStorage import MappingStorage
from zope.interface import implementer

import pytest


def made(module, name, **attributes):
    """A storage of a package that is not installed here, as its class would look."""
    return type(name, (), {"__module__": module, **attributes})()


REPLICAS = SimpleNamespace(ro_replica_conf="/etc/relstorage/replicas.conf")


@pytest.mark.parametrize(
    ("storage", "expected"),
    [
        (made("ZEO.ClientStorage", "ClientStorage", server_sync=True), ("ZEO, server-sync", True)),
        (made("ZEO.ClientStorage", "ClientStorage", server_sync=False), ("ZEO", False)),
        (made("ZEO.ClientStorage", "ClientStorage"), ("ZEO", False)),
        (made("relstorage.storage", "RelStorage"), ("RelStorage", True)),
        (
            made("relstorage.storage", "RelStorage", _options=REPLICAS),
            ("RelStorage, ro-replica-conf", False),
        ),
        (made("somewhere.storage", "OtherStorage"), ("OtherStorage", None)),
        (MappingStorage(), ("MappingStorage", None)),
    ],
)
def test_each_storage_is_told_by_its_class(storage, expected):
    assert describe(storage) == expected


def test_another_storage_that_keeps_its_own_snapshots_is_fresh():
    other = implementer(IMVCCStorage)(type("PostgresStorage", (), {"__module__": "elsewhere"}))
    assert describe(other()) == ("PostgresStorage", True)


def test_a_blob_wrapper_is_looked_through(tmp_path):
    wrapped = BlobStorage(str(tmp_path / "blobs"), MappingStorage())
    assert describe(wrapped) == ("MappingStorage", None)


def test_a_file_storage_has_no_other_clients(tmp_path):
    storage = FileStorage(str(tmp_path / "Data.fs"))
    try:
        assert describe(storage) == ("FileStorage", None)
    finally:
        storage.close()


def test_the_site_of_the_tests_lies_in_a_demo_storage(portal):
    assert storage_kind(portal) == ("DemoStorage", None)


def test_zeo_without_server_sync_is_red_on_the_health_page(portal):
    checks = {check.name: check for check in Health(ports_for(portal))(("ZEO", False))}
    assert checks["storage"].colour is Colour.RED
    assert checks["storage"].code == "storage_stale"
