"""The operator's pages: when the bot is healthy and ready, and its metrics."""

from datetime import timedelta

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app.deps import Deps
from bot.db.store import DatabaseAway
from bot.domain.census import Census
from bot.telegram.server import health

FRESH = timedelta(minutes=1)
"""How long a census is good for: it looks at every person."""


class _Counted:
    """The latest census, taken when it is asked for."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._census: Census | None = None

    async def census(self) -> Census | None:
        """Return the census; None while the database is away."""
        now = self._deps.now()
        if self._census is None or not timedelta() <= now - self._census.at < FRESH:
            try:
                async with self._deps.transaction() as store:
                    self._census = await store.counting.census(now)
            except DatabaseAway:
                self._census = None
        return self._census


def create_app(deps: Deps, rate: float) -> Starlette:
    """The pages."""
    counted = _Counted(deps)

    async def metrics(request: Request) -> Response:
        from bot.monitoring.exposition import exposition  # a tenth of a second, on the first asking

        accept = request.headers.get("accept", "")
        content, kind = exposition(accept, rate, await counted.census())
        return Response(content, headers={"Content-Type": kind})

    return Starlette(routes=[Route("/metrics", metrics), *health(deps)])
