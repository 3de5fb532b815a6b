# Two stages: the first builds, the second has nothing that builds.
FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml requirements.txt setup.py README.md LICENSE NOTICES.md ./
COPY bot bot
COPY telegram_sandbox telegram_sandbox
COPY content content
COPY migrations migrations
RUN python -m venv --without-pip /opt/counterpose \
    && pip --python /opt/counterpose/bin/python install \
        --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements.txt \
    && pip --python /opt/counterpose/bin/python install \
        --no-cache-dir --disable-pip-version-check --no-deps . \
    && /opt/counterpose/bin/python -m compileall -q /opt/counterpose/lib \
    && cd / && /opt/counterpose/bin/counterpose check --quick \
    && /opt/counterpose/bin/counterpose figures --all

FROM python:3.11-slim
RUN pip uninstall --yes --quiet pip \
    && useradd --system --uid 10001 --create-home --home-dir /var/lib/counterpose counterpose \
    && chmod 700 /var/lib/counterpose
COPY --from=build /opt/counterpose /opt/counterpose
ENV PATH=/opt/counterpose/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    BOT_DATABASE_URL=sqlite+aiosqlite:////var/lib/counterpose/bot.db \
    BOT_METRICS_LISTEN=0.0.0.0:9090 \
    BOT_LOG_FORMAT=json
USER counterpose
WORKDIR /var/lib/counterpose
VOLUME /var/lib/counterpose
# Metrics and health; publish it to nobody but your own monitoring.
EXPOSE 9090
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:9090/readyz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["counterpose"]
CMD ["run"]
