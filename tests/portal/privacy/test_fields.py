"""The field is tried on a model of its own, without a table: what it writes and reads is what counts."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError

from portal.privacy.fields import EncryptedTextField

pytestmark = pytest.mark.clause("N4")


@pytest.fixture
def field():
    made = EncryptedTextField()
    made.set_attributes_from_name("phone")
    return made


def test_what_is_stored_does_not_show_the_text_and_reads_back(field):
    stored = field.get_prep_value("13971395922")
    assert "1397" not in stored
    assert field.from_db_value(stored, None, None) == "13971395922"


def test_the_same_text_is_never_stored_twice_alike(field):
    assert field.get_prep_value("王小明") != field.get_prep_value("王小明")


@pytest.mark.parametrize("nothing", ["", None])
def test_nothing_stays_nothing(field, nothing):
    assert field.get_prep_value(nothing) == nothing
    assert field.from_db_value(nothing, None, None) == nothing


def test_after_a_new_key_is_put_first_the_older_texts_still_read(field, settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [old]
    stored = field.get_prep_value("王小明")
    settings.ENCRYPTION_KEYS = [new, old]
    assert field.from_db_value(stored, None, None) == "王小明"
    renewed = field.get_prep_value("王小明")
    settings.ENCRYPTION_KEYS = [new]
    assert field.from_db_value(renewed, None, None) == "王小明"
    with pytest.raises(InvalidToken):
        field.from_db_value(stored, None, None)


@pytest.mark.parametrize("lookup", ["exact", "icontains", "in"])
def test_searching_an_encrypted_text_is_refused_instead_of_finding_nothing(field, lookup):
    with pytest.raises(FieldError):
        field.get_lookup(lookup)


def test_whether_there_is_any_text_may_be_asked(field):
    assert field.get_lookup("isnull") is not None
