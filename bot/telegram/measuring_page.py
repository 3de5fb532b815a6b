"""The files of the measuring page, and their routes on a web server."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.assessment.self_test import SelfTest
from bot.views.measuring_page import page_words
from bot.views.texts import Texts

FIRST = "index.html"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
}
HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "accelerometer=(self), gyroscope=(self), camera=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class MeasuringPage:
    """Every file of the page by its name."""

    files: Mapping[str, bytes]

    def answer(self, request: Request) -> Response:
        """The file that a request names; the page itself where it names none."""
        name = request.path_params.get("name", FIRST)
        content = self.files.get(name)
        if content is None:
            return Response(status_code=404)
        return Response(content, headers=HEADERS, media_type=_TYPES[Path(name).suffix])

    def routes(self, path: str) -> list[Route]:
        """The page below a path: `/measure` answers at `/measure/`."""
        root = "/" + path.strip("/")
        root = "" if root == "/" else root

        async def answer(request: Request) -> Response:
            return self.answer(request)

        return [Route(f"{root}/", answer), Route(f"{root}/{{name}}", answer)]


def measuring_page(
    content: Path, speak: Callable[[str], Texts], languages: Iterable[str], tests: list[SelfTest]
) -> MeasuringPage:
    """The page from `content/measure`, with the words of every language beside it."""
    files = {
        path.name: path.read_bytes()
        for path in (content / "measure").iterdir()
        if path.suffix in _TYPES
    }
    for language in languages:
        words = json.dumps(page_words(speak(language), tests), ensure_ascii=False)
        files[f"words.{language}.json"] = words.encode()
    return MeasuringPage(files)
