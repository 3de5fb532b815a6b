"""The whole server as one ASGI application."""

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from telegram_sandbox import sim, sim_request
from telegram_sandbox.acts import NotPossible
from telegram_sandbox.errors import ApiError
from telegram_sandbox.guard import Guard
from telegram_sandbox.server_api import answer_bot, download
from telegram_sandbox.state import Sandbox

_PAGE = Path(__file__).parent / "page"


async def _page(_request: Request) -> Response:
    return FileResponse(_PAGE / "index.html")


async def _static(request: Request) -> Response:
    path = (_PAGE / request.path_params["path"]).resolve()
    if not path.is_relative_to(_PAGE.resolve()) or not path.is_file():
        return JSONResponse({"error": "no such file"}, 404)
    return FileResponse(path, headers={"Cache-Control": "no-cache"})


async def _refuse(_request: Request, error: Exception) -> Response:
    return sim_request.refuse(error)


async def _not_found(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"ok": False, "error_code": 404, "description": "Not Found"}, 404)


def create_app(
    sandbox: Sandbox, host: str = "127.0.0.1", pages: Sequence[BaseRoute] = ()
) -> Starlette:
    """Build the application: the Bot API, the people's side and the chat page of one sandbox.

    Args:
        host: the name or number it will listen at.
        pages: what the bot serves besides, such as the page of a button.
    """
    errors = (sim_request.Missing, NotPossible, ApiError, ValueError, TypeError)
    people = Starlette(routes=sim.ROUTES, exception_handlers=dict.fromkeys(errors, _refuse))
    people.state.sandbox = sandbox
    app = Starlette(
        routes=[
            Route("/bot{token}/{method}", answer_bot, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", download),
            Route("/", _page),
            Route("/static/{path:path}", _static),
            Mount("/sim", people),
            *pages,
        ],
        exception_handlers={
            404: _not_found,
        },
        middleware=[Middleware(Guard, names=frozenset({host}))],
    )
    app.state.sandbox = sandbox
    return app
