FROM python:3.11-slim-trixie

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 DATA_DIR=/data BIND=0.0.0.0:8000 \
    DJANGO_SETTINGS_MODULE=config.settings.production PYTHONPATH=/centre:/centre/site
WORKDIR /centre

# Backups of PostgreSQL are made by its own tools, of the same version as the server in compose.yaml.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-17 && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .
# The static files need no secret: the build has one of its own, for this command only.
RUN useradd --system centre && mkdir /data && chown centre /data \
    && python manage.py compile_catalogues --settings config.settings.dev \
    && python manage.py collectstatic --noinput --settings config.settings.dev \
    && mv /data/static /centre/static-files && rm -rf /data/*
ENV STATIC_ROOT=/centre/static-files

USER centre
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "-c", "site/config/gunicorn.py", "config.wsgi"]
