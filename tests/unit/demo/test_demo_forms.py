"""Reading a page as a program."""

from collective.externalshare.demo.forms import parse_page


PAGE = """<!DOCTYPE html>
<title>The site</title>
<h1>Please <em>type</em>
  your address</h1><h1>second</h1>
<form method="POST" action="email">
<input type="hidden" name="csrf" value="a&amp;b">
<label>Address <input type="email" name="email" value="x"></label>
<input type="checkbox" name="off"><input type="checkbox" name="on" checked>
<button name="do" value="send">Send</button>
<input type="hidden" name="none" value="1" disabled>
</form>
<form action="/d/1/open" method="post"><button>View</button></form>
<a href="/d/1">Document</a> <a>no link</a>
"""
URL = "http://localhost:8080/Plone/@@external-share/token"


def test_a_form_carries_its_hidden_fields_and_an_absolute_address():
    form = parse_page(PAGE, URL).form_asking("email")

    assert form.action == "http://localhost:8080/Plone/@@external-share/email"
    assert form.method == "post"
    assert form.values == {"csrf": "a&b", "on": "on", "do": "send"}
    assert form.inputs == {"email"}


def test_a_form_is_found_by_the_end_of_its_address():
    page = parse_page(PAGE, URL)

    assert page.form_to("/open").action == "http://localhost:8080/d/1/open"
    assert page.form_to("/download") is None
    assert page.form_asking("code") is None


def test_heading_title_and_links():
    page = parse_page(PAGE, URL)

    assert (page.heading, page.title) == ("Please type your address", "The site")
    assert page.link_with("/d/") == "http://localhost:8080/d/1"
    assert page.link_with("/e/") is None


def test_a_form_without_an_address_goes_back_to_its_page():
    assert parse_page("<form><input name=q></form>", URL).forms[0].action == URL


def test_something_that_is_no_page_has_nothing():
    page = parse_page("%PDF-1.7 <form", URL)

    assert (page.forms, page.links, page.heading) == ([], [], "")
