# One image for web, worker, beat and migrate; a second, small one for nginx with the static files in it.
# Build both: docker compose build

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 UV_NO_CACHE=1 UV_LINK_MODE=copy
WORKDIR /app
COPY requirements-uv.lock requirements.lock ./
RUN pip install --require-hashes -r requirements-uv.lock \
 && python -m venv /opt/venv \
 && uv pip install --python /opt/venv/bin/python --require-hashes --compile-bytecode -r requirements.lock
ENV PATH=/opt/venv/bin:$PATH
COPY . .
# The secrets of this line live for this line only: nothing of them is in the image.
RUN python scripts/catalogues.py compile \
 && python -m compileall -q portal institutions inspections complaints publicity \
 && DEMO=0 ALLOWED_HOSTS=build VAR_DIR=/tmp/var \
    SECRET_KEY=$(python -c 'import secrets; print(secrets.token_hex(32))') \
    SIGNING_KEY=$(python -c 'import secrets; print(secrets.token_hex(32))') \
    ENCRYPTION_KEYS=$(python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())') \
    python manage.py collectstatic --no-input -v 0

FROM python:3.11-slim AS app
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DEMO=0 VAR_DIR=/var/lib/portal LANG=C.UTF-8
RUN useradd --uid 10001 --home-dir /var/lib/portal --create-home --shell /usr/sbin/nologin portal
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
USER 10001
VOLUME /var/lib/portal
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "deploy/health.py", "web"]
CMD ["python", "-m", "granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", \
     "--blocking-threads", "4", "--backpressure", "64", "--respawn-failed-workers", "portal.wsgi:application"]

FROM nginx:1.28-alpine AS edge
COPY deploy/nginx.conf /etc/nginx/nginx.conf
COPY --from=build /app/staticfiles /srv/static
USER 101
EXPOSE 8080 8443
