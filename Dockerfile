# The packages are installed apart, so that what they leave behind stays out of the final image.
FROM python:3.13-slim-bookworm AS builder

RUN python -m venv /venv
COPY requirements.lock /
# Wheels only: compiled here, pysqlite3 would link Debian's SQLite, which is too old to trust. On a
# machine without wheels (arm64) the build stops at this line instead of the app at its start.
RUN /venv/bin/pip install --no-cache-dir --only-binary :all: --require-hashes \
    --requirement /requirements.lock

FROM python:3.13-slim-bookworm

# A fixed number, so that a volume written by one image belongs to the same user in the next.
RUN groupadd --gid 10001 netpwa \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin netpwa \
    && install --directory --owner=10001 --group=10001 --mode=0700 /data

COPY --from=builder /venv /venv
WORKDIR /app
# Owned by root, like everything but /data: the app cannot rewrite itself.
COPY app.py ./
COPY netpwa/ netpwa/
COPY templates/ templates/
COPY static/ static/
# The running user may not write here, so without this every start would compile every module.
RUN python -m compileall -q app.py netpwa

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NETPWA_DATA=/data

# After its owner is set: a new volume takes over what the image holds at this place.
VOLUME /data
USER 10001:10001
# NETPWA_PUBLIC_ORIGIN has to be given to the container: without it the app answers localhost only,
# which in there is the container itself.
EXPOSE 8000
STOPSIGNAL SIGTERM

# The slim image has no curl.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('NETPWA_PORT', '8000') + '/healthz', timeout=4)"]

# This form, without a shell: python itself is told to stop.
CMD ["python", "-m", "netpwa", "serve"]
