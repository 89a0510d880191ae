"""The shell of every page: what it carries, what it never carries, and who is in it."""

import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.template.loader import render_to_string
from django.test import Client

from portal.ui import samples
from tests.architecture.source import PACKAGES, ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static/ui").glob("*.css"))
OF_ONE_APP = [
    path for folder in ("static", *PACKAGES) for path in (ROOT / folder).rglob("*.css") if path not in STYLES
]
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)


def test_all_styles_together_stay_small_enough_for_a_slow_line():
    """Take away a rule before adding one; a component is worth its bytes only where pages use it."""
    assert sum(path.stat().st_size for path in STYLES) <= 25_000


@pytest.mark.parametrize("path", OF_ONE_APP, ids=lambda path: path.name)
def test_what_one_app_adds_to_the_styles_is_little(path: Path):
    """What other apps could use belongs in static/ui/components.css."""
    assert path.stat().st_size <= 5_000


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_holds_no_inline_style_or_script(path: Path):
    """Use a class of static/ui/*.css, or a module in static/ui/."""
    assert not INLINE.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_note_in_a_template_does_not_leak_into_the_page(path: Path):
    """`{# … #}` ends with its line: use {% comment %} for a longer note."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "{#" in line and "#}" not in line]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates" / "ui").glob("*.html")), ids=lambda path: path.name
)
def test_a_component_says_at_its_top_what_it_takes(path: Path):
    start = path.read_text(encoding="utf-8")[:120]
    assert "{#" in start or "{% comment %}" in start


def test_the_page_of_components_is_there_for_developers_only(client, settings):
    assert client.get("/ui/").status_code == 404
    settings.DEBUG = True
    page = client.get("/ui/")
    assert page.status_code == 200
    assert "{{" not in page.content.decode()


def test_every_component_stands_on_the_page_of_components():
    page = (ROOT / "templates/ui/all.html").read_text(encoding="utf-8")
    files = {path.name for path in (ROOT / "templates/ui").glob("*.html")}
    # The frame and what other components are made of.
    inner = {"all.html", "brand.html", "menu.html", "preferences.html", "acting.html", "htmx.html"}
    inner |= {"changed.html", "messages.html", "errors.html", "field.html", "field_words.html", "table.html"}
    assert {name for name in files - inner if f'"ui/{name}"' not in page} == set()
    assert samples.everything()


@pytest.mark.django_db
def test_a_public_page_says_whose_it_is_when_it_changed_and_where_to_complain(client):
    page = client.get("/regulation/").content.decode()
    assert "南昌市教育局" in page
    assert re.search(r"最后更新：</?[^>]*>? ?<time", page) or "最后更新：" in page
    assert "88611646" in page
    assert 'href="/complaints/new/"' in page


@pytest.mark.django_db
def test_a_public_page_is_the_same_bytes_for_a_stranger_and_for_an_officer(client_as, officer_a):
    assert Client().get("/regulation/").content == client_as(officer_a).get("/regulation/").content


@pytest.mark.django_db
def test_a_staff_page_says_whom_the_officer_acts_as(client_as, officer_a):
    page = client_as(officer_a).get("/desk/").content.decode()
    assert officer_a.label in page
    assert officer_a.user.name in page
    assert 'name="membership"' not in page  # one role, nothing to switch


@pytest.mark.django_db
def test_who_holds_two_roles_can_switch(client_as, officer_a, district_b):
    from portal.accounts.models import Membership

    second = Membership.objects.create(
        user=officer_a.user, role="district_bureau", district=district_b, since=officer_a.membership.since
    )
    client = client_as(officer_a)
    assert f'name="membership" value="{second.pk}"' in client.get("/desk/").content.decode()
    client.post("/desk/role/", {"membership": second.pk})
    assert second.label in client.get("/desk/").content.decode()


@pytest.mark.django_db
def test_an_unknown_address_gets_our_own_page(client):
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert "找不到页面" in response.content.decode()


@pytest.mark.django_db
def test_a_refusal_says_why(client_as, administrator, officer_a):
    response = client_as(officer_a).get("/admin/")
    assert response.status_code in {302, 403}


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_pages_for_trouble_need_neither_request_nor_database(name):
    page = render_to_string(name)
    assert "南昌市校外培训机构监管平台" in page
    assert 'lang="en"' in page


@pytest.mark.django_db
def test_a_form_sent_without_its_token_is_explained():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert "请重新提交" in response.content.decode()


def test_the_icon_and_the_mark_are_there():
    for name in ("favicon.svg", "mark.svg"):
        assert (Path(project.STATICFILES_DIRS[0]) / "ui" / name).exists()
