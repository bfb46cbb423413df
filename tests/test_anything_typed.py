"""Whatever is typed into a form is saved or answered with a message, and never lost or an error."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netpwa.web.text import tidy
from tests.reading import Page
from tests.world import BODIES

# Lone surrogates cannot travel in a form.
TYPED = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400)
ODD = st.one_of(
    TYPED,
    st.sampled_from(
        ["", " ", "\x00", "0", "-1", "9" * 5000, "1e9", "null", "٣", "<b>", "${x}", "'"]
    ),
)
HOWEVER_SLOW = settings(suppress_health_check=list(HealthCheck))
WITH_FIELDS = sorted(name for name, body in BODIES.items() if body and name != "push.shown")
PAGES = ("/today", "/contacts", "/interviews", "/interviews/new", "/interviews/next", "/questions",
         "/me", "/me/settings", "/me/notices", "/contacts/new", "/sign-in", "/install")  # fmt: skip


@pytest.mark.property
@pytest.mark.parametrize("endpoint", WITH_FIELDS)
@HOWEVER_SLOW
@given(data=st.data())
def test_any_text_in_any_field_is_saved_or_answered(app, ada, world, endpoint, data):
    names = [*BODIES[endpoint], "id", "idempotency_key"]
    odd = data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    fields = BODIES[endpoint] | {name: data.draw(ODD) for name in odd}
    if endpoint == "accounts.change_password":
        fields["current"] = "never the right one"  # argon2 is slow enough once
    response = ada.send(world.address(app, endpoint), **fields)
    assert response.status_code in {204, 303, 404, 409, 422}, response.status_code
    if response.status_code in {409, 422}:
        assert 'role="alert"' in response.text or "code soft" in response.text


@pytest.mark.property
@HOWEVER_SLOW
@given(
    st.fixed_dictionaries(
        dict.fromkeys(("name", "title", "organisation", "met_at", "reach", "note"), TYPED)
    )
)
@example(dict.fromkeys(("name", "title", "organisation", "met_at", "reach", "note"), "\u0301"))
@example(
    {
        **dict.fromkeys(("title", "organisation", "met_at", "reach"), "İß™"),
        "name": "x",
        "note": "\n\n a\r\nb ",
    }
)
def test_what_was_typed_about_a_person_is_what_is_shown_again(ada, typed):
    response = ada.send("/contacts/new", **typed)
    if response.status_code == 422:
        shown = Page(response).form().fields
    else:
        assert response.status_code == 303
        shown = Page(ada.get(response.location + "/edit")).form().fields
    for name in ("name", "title", "organisation", "met_at"):
        assert shown[name] == " ".join(tidy(typed[name]).split()), name
    assert shown["note"] == tidy(typed["note"])
    lines = [" ".join(line.split()) for line in tidy(typed["reach"]).splitlines()]
    if response.status_code == 303:
        assert shown["reach"] == "\n".join(dict.fromkeys(line for line in lines if line))


@pytest.mark.property
@HOWEVER_SLOW
@given(TYPED, TYPED)
def test_what_was_typed_about_a_conversation_is_what_is_shown_again(ada, world, place, body):
    talk = f"/interviews/{world['interview_id']}"
    rev = Page(ada.get(talk + "/edit")).form().fields["rev"]
    saved = ada.send(talk + "/edit", **{**BODIES["interviews.edit"], "rev": rev, "place": place})
    assert saved.status_code == 303
    assert Page(ada.get(talk + "/edit")).form().fields["place"] == " ".join(tidy(place).split())
    assert ada.get(talk).status_code == 200
    thanks = Page(ada.get(talk + "/thank-you")).form().fields
    assert ada.send(talk + "/thank-you", **{**thanks, "body": body}).status_code == 303
    if tidy(body):
        assert Page(ada.get(talk + "/thank-you")).form().fields["body"] == tidy(body)


@pytest.mark.property
@HOWEVER_SLOW
@given(
    st.sampled_from(PAGES),
    st.dictionaries(
        st.sampled_from(["q", "stage", "page", "deleted", "logged", "next", "test", "from", "v"]),
        ODD,
    ),
)
def test_any_query_is_answered(ada, page, query):
    assert ada.client.get(page, query_string=query).status_code < 500


@pytest.mark.property
@HOWEVER_SLOW
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_address_is_answered(ada, path):
    for before in ("/", "/contacts/", "/interviews/", "/sign-up/", "/review/", "/static/"):
        # Two slashes at the beginning would name another host.
        path = path.replace("?", "").replace("#", "").lstrip("/")
        assert ada.client.get(before + path).status_code < 500


@pytest.mark.property
@HOWEVER_SLOW
@given(
    st.dictionaries(
        st.sampled_from(
            ["Accept-Language", "User-Agent", "HX-Request", "HX-Target", "Idempotency-Key",
             "X-Outbox", "X-Outbox-Account", "If-None-Match", "Range", "Referer", "Accept"]
        ),
        st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=200),
    )
)  # fmt: skip
def test_any_header_is_answered(ada, headers):
    assert ada.get("/contacts", headers).status_code < 500
    assert ada.send("/contacts/new", headers, name="Grace").status_code < 500
    assert ada.get("/static/app.css", headers).status_code < 500
