FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    NVCN_DATABASE_URL=sqlite:////data/nvcn.sqlite3

WORKDIR /src

# What nvcn needs comes first and alone: this layer is built again only when the lock file changes.
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock

COPY pyproject.toml README.md ./
COPY bot ./bot
COPY knowledge ./knowledge
RUN pip install --no-deps --no-build-isolation . \
    && useradd --create-home --uid 1000 nvcn \
    && install -d -o nvcn -g nvcn /data

WORKDIR /data
USER nvcn
# The index of the shipped base is built here, into the user's cache, so that a container starts at once.
RUN nvcn ask H20 > /dev/null

VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:3000/healthz', timeout=4)"]
CMD ["nvcn", "serve", "--host", "0.0.0.0"]
