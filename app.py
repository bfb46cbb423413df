"""The WSGI app, as the server imports it."""

import os

from netpwa import clock, create_app, logs
from netpwa.config import settings_from
from netpwa.start import prepare

settings = settings_from(os.environ)
logs.start(settings.log_level)
clock.set_offset_file(settings.clock)
app = create_app(settings, prepare(settings))
