"""`/healthz`: the process lives. `/readyz`: the database answers."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app.deps import Deps
from bot.db.store import DatabaseAway


def health(deps: Deps) -> list[Route]:
    """Both, for whichever server they are asked at."""

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_request: Request) -> Response:
        try:
            async with deps.transaction() as store:
                await store.deliveries.next_due()
        except DatabaseAway:
            return PlainTextResponse("database away\n", 503)
        return PlainTextResponse("ready\n")

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
