"""The WSGI app, as the server imports it."""

import os

from netpwa import create_app
from netpwa.config import settings_from
from netpwa.start import prepare

settings = settings_from(os.environ)
app = create_app(settings, prepare(settings))
