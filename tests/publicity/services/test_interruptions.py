"""Killed in the middle, or run twice at once: nothing half is seen, nothing is lost, nothing is doubled."""

import os
import signal
import subprocess
import sys
import threading
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, connections

from portal.accounts.actors import Actor
from publicity.models import ListProposal, Publication, PublicationEntry
from publicity.services import publishing
from publicity.services.verifying import holds, verify
from publicity.terms import ProposalState
from tests.factories.publicity import JUNE, YEAR, ProposalFactory, licensed
from tests.people import district

COUNT = 23
# Publishes in batches of five, and is killed without warning once the third is written.
KILLED = """
import os, signal
import django
django.setup()
from datetime import date
from portal.accounts.actors import Actor
from publicity.models import Publication
from publicity.services import preparing, publishing

write, written = preparing._write_batch, []

def write_and_die(*args):
    more = write(*args)
    written.append(1)
    if len(written) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return more

preparing._write_batch = write_and_die
publishing.publish(Publication.objects.get(), actor=Actor.system(), today=date(2026, 6, 1), batch=5)
"""


def database_url() -> str:
    """The address of the test's own database, for another process."""
    made = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{made['NAME']}"
    who = f"{quote(made['USER'])}:{quote(made['PASSWORD'])}" if made["USER"] else ""
    host, port = made["HOST"] or "", made["PORT"] or ""
    return f"postgres://{who}@{quote(host, safe='') or 'localhost'}:{port}/{made['NAME']}"


def reviewed(count: int = COUNT) -> Publication:
    home = district("360102")
    for _ in range(count):
        ProposalFactory(institution=licensed(home), state=ProposalState.ACCEPTED)
    return Publication.objects.create(kind="annual", district=home, year=YEAR, opened_on=JUNE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("M8")
def test_a_publication_killed_halfway_is_seen_by_nobody_and_finished_by_the_next_run(tmp_path: Any):
    publication = reviewed()
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "VAR_DIR": str(tmp_path),
    }
    killed = subprocess.run(
        [sys.executable, "-c", KILLED],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert PublicationEntry.objects.filter(publication=publication).count() == 15
    assert not Publication.objects.public().exists()
    assert not PublicationEntry.objects.public().exists()
    assert publishing.publish_due(JUNE) == 1
    assert_whole(COUNT)
    assert publishing.publish_due(JUNE) == 0


def assert_whole(count: int) -> None:
    out = Publication.objects.public().get()
    assert out.size == count
    entries = PublicationEntry.objects.filter(publication=out)
    assert entries.values("institution").distinct().count() == entries.count() == count
    assert set(ListProposal.objects.values_list("state", flat=True)) == {"published"}
    assert holds(verify(out))


def at_once(*acts: Any) -> list[BaseException]:
    """Run acts in threads that begin together; returns what they raised."""
    gate = threading.Barrier(len(acts))
    errors: list[BaseException] = []

    def run(act: Any) -> None:
        try:
            gate.wait(timeout=30)
            act()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    return errors


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("M8")
def test_two_june_jobs_at_once_make_one_publication():
    reviewed()
    run = lambda: publishing.publish_due(JUNE)  # noqa: E731
    assert at_once(run, run, run) == []
    assert_whole(COUNT)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_june_jobs_at_once_open_each_list_once_and_propose_nobody_twice():
    home = district("360102")
    for _ in range(COUNT):
        licensed(home)
    run = lambda: publishing.open_due(JUNE)  # noqa: E731
    assert at_once(run, run) == []
    assert Publication.objects.filter(district=home).count() == 1
    assert ListProposal.objects.count() == COUNT


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_districts_published_at_once_hang_in_one_chain():
    def publish(key: str) -> Any:
        return lambda: publishing.publish_ready(district(key).pk, date(2026, 6, 1))

    keys = ["360102", "360103", "360104"]
    for key in keys:
        home = district(key)
        ProposalFactory(institution=licensed(home), state=ProposalState.ACCEPTED)
        Publication.objects.create(kind="annual", district=home, year=YEAR, opened_on=JUNE)
    assert at_once(*map(publish, keys)) == []
    out = list(Publication.objects.public().order_by("sequence"))
    assert [p.sequence for p in out] == [1, 2, 3]
    assert all(holds(verify(p)) for p in out)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_decide_a_proposal_once():
    from portal.accounts.refusals import ChangedMeanwhile
    from publicity.services import reviewing

    proposal = ProposalFactory(institution=licensed(district("360102")))
    act = lambda: reviewing.accept(proposal, actor=Actor.system(), today=JUNE)  # noqa: E731
    errors = at_once(act, act)
    assert [type(error) for error in errors] == [ChangedMeanwhile]
    assert ListProposal.objects.get().state == "accepted"
