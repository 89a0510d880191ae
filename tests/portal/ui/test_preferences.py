import pytest
from django.test import Client

HERE = "/regulation/"


def choose(client: Client, **data):
    return client.post("/preferences/", {"next": HERE, **data})


def test_large_type_stays_for_the_pages_that_follow_and_goes_again(client):
    assert choose(client, type="large")["Location"] == HERE
    assert 'data-type="large"' in client.get(HERE).content.decode()
    choose(client, type="standard")
    assert "data-type" not in client.get(HERE).content.decode()


def test_high_contrast_and_large_type_go_together(client):
    choose(client, type="large")
    choose(client, contrast="high")
    page = client.get(HERE).content.decode()
    assert 'data-type="large"' in page
    assert 'data-contrast="high"' in page


def test_the_language_changes_and_the_reader_stays_on_the_page(client):
    assert 'lang="zh-Hans"' in client.get(HERE).content.decode()
    assert choose(client, language="en")["Location"] == HERE
    assert '<html lang="en"' in client.get(HERE).content.decode()


def test_a_value_nobody_offers_counts_as_the_standard(client):
    choose(client, type='large" onload="x')
    assert "data-type" not in client.get(HERE).content.decode()
    client.cookies["ui_type"] = 'x" onload="y'
    assert "onload" not in client.get(HERE).content.decode()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(client, back):
    for data in ({"type": "large"}, {"language": "en"}):
        response = client.post("/preferences/", {"next": back, **data})
        assert response.status_code == 302
        assert response["Location"] == "/"


def test_another_site_cannot_change_how_pages_look():
    client = Client(enforce_csrf_checks=True)
    data = {"next": HERE, "type": "large"}
    assert not client.post("/preferences/", data, headers={"Sec-Fetch-Site": "cross-site"}).cookies
    assert client.post("/preferences/", data, headers={"Sec-Fetch-Site": "same-origin"}).cookies


def test_it_cannot_be_set_by_following_a_link(client):
    assert client.get("/preferences/").status_code == 405
