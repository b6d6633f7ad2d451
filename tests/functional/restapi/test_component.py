"""The component `external-shares`, and how the add-on meets the rest of plone.restapi."""

from plone import api
from tests.functional.restapi.secrets import secrets_of

import transaction


def components(client, document, query=""):
    return client.get(f"{document.absolute_url()}{query}").json()["@components"]


def test_a_document_names_the_address_of_its_shares(site, admin, document, shared):
    assert components(admin, document)["external-shares"] == {"@id": site.of(document)}


def test_expanded_it_is_the_list(site, admin, document, shared):
    found = components(admin, document, "?expand=external-shares")["external-shares"]
    assert found == admin.get(site.of(document)).json()
    assert [one["id"] for one in found["items"]] == [shared["id"]]


def test_the_site_has_the_component_too(site, admin, shared):
    found = components(admin, site.portal, "?expand=external-shares")["external-shares"]
    assert [one["id"] for one in found["items"]] == [shared["id"]]


def test_who_may_not_view_shares_learns_of_none(site, client, document, shared):
    for login in (None, "member", "reader"):
        found = components(client(login), document, "?expand=external-shares")
        assert "external-shares" not in found, login


def test_recipients_are_in_no_search_result(site, admin, shared, document):
    url = f"{site.url}/@search?metadata_fields=_all&portal_type=File"
    answer = admin.get(url)
    assert document.absolute_url() in answer.text
    assert "supplier.example.org" not in answer.text
    assert not secrets_of(site, answer.json())


def test_without_the_add_on_there_is_nothing_of_it(site, admin, shared, document):
    site.portal.portal_setup.runAllImportStepsFromProfile(
        "profile-collective.externalshare:uninstall"
    )
    transaction.commit()
    for url in (site.shares, site.of(document), shared["@id"]):
        assert admin.get(url).status_code == 404
    assert "external-shares" not in components(admin, document)
    assert admin.get(f"{site.url}/@controlpanels/external-sharing").status_code == 404


def test_actions_name_the_form_and_the_tab_to_those_who_may(site, admin, client, document):
    url = document.absolute_url()

    def offered(someone):
        actions = someone.get(f"{url}/@actions").json()
        return {
            category: {one["id"]: one["url"] for one in actions[category]}
            for category in ("document_actions", "object_buttons", "object")
        }

    found = offered(admin)
    assert found["document_actions"]["external-sharing"] == f"{url}/@@external-sharing"
    assert found["object_buttons"]["external-sharing"] == f"{url}/@@external-sharing"
    assert found["object"]["external-shares"] == f"{url}/@@external-shares"
    for login in (None, "reader"):
        for actions in offered(client(login)).values():
            assert not {"external-sharing", "external-shares"} & set(actions), login
    transaction.begin()
    api.content.transition(document.aq_parent, "retract")
    transaction.commit()
    assert "external-sharing" not in offered(admin)["document_actions"]
