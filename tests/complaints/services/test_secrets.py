"""What the database keeps of a secret, and what opens a complaint (decision 18)."""

import importlib
from types import SimpleNamespace

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from complaints.models import Complaint
from complaints.services import secrets, tracking
from tests.factories.complaints import ComplaintFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N4")]

SECRET = "4821 0937 5512 7064"


def slow(secret: str) -> str:
    """A hash as complaints had it before decision 18."""
    salt = "00" * 16
    return f"scrypt${salt}${secrets._digest(secrets.SLOW, secret, salt)}"


def raw(complaint: Complaint) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret_hash FROM complaints_complaint WHERE id = %s", [complaint.pk])
        return cursor.fetchone()[0]


def write_raw(complaint: Complaint, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE complaints_complaint SET secret_hash = %s WHERE id = %s", [text, complaint.pk])


def test_the_column_holds_nothing_that_a_guess_could_be_tried_against():
    complaint = ComplaintFactory(secret_hash=secrets.hash_secret(SECRET))
    assert raw(complaint).startswith("gAAAA")
    assert complaint.secret_hash not in raw(complaint)


def test_the_same_secret_is_never_kept_twice_alike():
    assert secrets.hash_secret(SECRET) != secrets.hash_secret(SECRET)


@pytest.mark.parametrize("typed", ["4821 0937 5512 7064", "4821093755127064", "４８２１-0937-5512-7064"])
def test_a_secret_opens_however_it_is_typed(typed):
    complaint = ComplaintFactory(secret_hash=secrets.hash_secret(SECRET))
    assert tracking.find(complaint.number, typed) == complaint


@pytest.mark.parametrize("typed", ["", "4821 0937 5512 7065", "4821 0937 5512", "zzzz"])
def test_another_secret_does_not_open(typed):
    complaint = ComplaintFactory(secret_hash=secrets.hash_secret(SECRET))
    with pytest.raises(tracking.WrongPair):
        tracking.find(complaint.number, typed)


def test_a_number_that_does_not_exist_is_answered_as_a_wrong_secret():
    with pytest.raises(tracking.WrongPair) as unknown:
        tracking.find("NC-2026-000001-6", SECRET)
    complaint = ComplaintFactory(secret_hash=secrets.hash_secret(SECRET))
    with pytest.raises(tracking.WrongPair) as wrong:
        tracking.find(complaint.number, "0000 0000 0000 0000")
    assert str(unknown.value) == str(wrong.value)


def test_a_complaint_from_before_still_opens():
    complaint = ComplaintFactory(secret_hash=slow(SECRET))
    assert tracking.find(complaint.number, SECRET) == complaint
    with pytest.raises(tracking.WrongPair):
        tracking.find(complaint.number, "0000 0000 0000 0000")


def test_the_migration_encrypts_what_was_plain_and_leaves_the_rest():
    old, new = ComplaintFactory(), ComplaintFactory(secret_hash=secrets.hash_secret(SECRET))
    write_raw(old, slow(SECRET))
    before = raw(new)
    migration = importlib.import_module("complaints.migrations.0009_secrets_under_keys")
    migration.encrypt(apps, SimpleNamespace(connection=connection))
    assert raw(old).startswith("gAAAA")
    assert raw(new) == before
    assert tracking.find(old.number, SECRET) == old


def test_a_new_key_takes_the_secrets_along(settings):
    complaint = ComplaintFactory(secret_hash=secrets.hash_secret(SECRET))
    fresh = Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [fresh, *settings.ENCRYPTION_KEYS]
    call_command("rotate_keys", stdout=None)
    settings.ENCRYPTION_KEYS = [fresh]
    assert tracking.find(complaint.number, SECRET) == complaint


def test_an_unknown_number_is_refused_under_a_new_key_too(settings):
    with pytest.raises(tracking.WrongPair):
        tracking.find("NC-2026-000001-6", SECRET)
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(tracking.WrongPair):
        tracking.find("NC-2026-000001-6", SECRET)
