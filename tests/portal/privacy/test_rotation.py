"""A new key: everything is encrypted anew, nothing is lost, and the old key can go."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection

from complaints.models import ComplainantIdentity
from portal.privacy.services.rotation import encrypted_fields, rotate
from tests.factories.complaints import IdentityFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N4")]
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def stored() -> list[str]:
    """The texts as the table holds them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM complaints_complainantidentity ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def under_the_old_key(settings):
    settings.ENCRYPTION_KEYS = [OLD]
    IdentityFactory.create_batch(3)
    settings.ENCRYPTION_KEYS = [NEW, OLD]


def test_after_rotating_the_old_key_is_not_needed(under_the_old_key, settings):
    before = stored()
    call_command("rotate_keys")
    assert not set(before) & set(stored())
    settings.ENCRYPTION_KEYS = [NEW]
    assert {row.phone for row in ComplainantIdentity.objects.all()} == {"13971395922"}


def test_a_second_run_changes_nothing(under_the_old_key):
    assert rotate(ComplainantIdentity, "phone") == 3
    before = stored()
    assert rotate(ComplainantIdentity, "phone") == 0
    assert stored() == before


def test_an_erased_text_stays_empty(under_the_old_key):
    ComplainantIdentity.objects.update(phone="")
    assert rotate(ComplainantIdentity, "phone") == 0
    assert stored() == ["", "", ""]


def test_a_text_that_no_key_opens_stops_with_words(under_the_old_key, settings):
    settings.ENCRYPTION_KEYS = [NEW]
    with pytest.raises(CommandError, match="complaints\\."):
        call_command("rotate_keys")


def test_every_encrypted_field_is_found():
    names = {f"{model._meta.label}.{name}" for model, name in encrypted_fields()}
    assert {"complaints.ComplainantIdentity.name", "institutions.Teacher.id_number"} <= names
