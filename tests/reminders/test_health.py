"""Whether all is well, as whoever watches the server asks."""

from datetime import timedelta

import pytest

from netpwa import clock
from netpwa.db.heartbeat import WORKER, beat
from netpwa.errors import BusyError
from netpwa.web.health import WORKER_IS_LATE
from tests.conftest import app_with


@pytest.mark.parametrize(
    ("ago", "worker"),
    [
        (None, "late"),
        (timedelta(0), "ok"),
        (WORKER_IS_LATE - timedelta(seconds=5), "ok"),
        (WORKER_IS_LATE + timedelta(seconds=5), "late"),
    ],
)
def test_a_late_worker_is_told_and_the_site_stays_up(db, stranger, ago, worker):
    if ago is not None:
        beat(db, WORKER, at=clock.real_now() - ago)
    response = stranger.get("/healthz")
    assert response.status_code == 200
    assert response.json == {"database": "ok", "worker": worker}


def test_a_moved_clock_does_not_make_the_worker_look_late(db, stranger, watch):
    beat(db, WORKER, at=clock.real_now())
    watch.move(timedelta(days=3))
    assert stranger.get("/healthz").json["worker"] == "ok"


def test_without_an_answer_of_the_database_it_is_not_well(settings):
    def nobody():
        msg = "database is locked"
        raise BusyError(msg)

    response = app_with(settings, nobody).test_client().get("/healthz")
    assert response.status_code == 503
