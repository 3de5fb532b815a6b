# Two stages: the first builds the wheel, the second has no build tools.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt setup.py README.md LICENSE ./
COPY bot bot
COPY content content
COPY migrations migrations
RUN python -m venv /opt/counterpose \
    && /opt/counterpose/bin/pip install --no-cache-dir --constraint constraints.txt . \
    && /opt/counterpose/bin/python -m bot check

FROM python:3.12-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/counterpose counterpose
COPY --from=build /opt/counterpose /opt/counterpose
ENV PATH=/opt/counterpose/bin:$PATH PYTHONUNBUFFERED=1 \
    BOT_DATABASE_URL=sqlite+aiosqlite:////var/lib/counterpose/bot.db
USER counterpose
WORKDIR /var/lib/counterpose
VOLUME /var/lib/counterpose
HEALTHCHECK --interval=60s --timeout=20s --start-period=20s CMD ["counterpose", "doctor"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["counterpose"]
CMD ["run"]
