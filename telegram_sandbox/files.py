"""Files: uploaded by the bot or a person, named by ids that belong to this bot, downloadable."""

import hashlib
import struct
from dataclasses import asdict, dataclass
from typing import Any

from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.ids import Ids
from telegram_sandbox.params import Upload

UPLOAD_MOST = 50 * 1024 * 1024
PHOTO_MOST = 10 * 1024 * 1024
DOWNLOAD_MOST = 20 * 1024 * 1024
TOO_LARGE = ApiError(413, "Request Entity Too Large")


@dataclass(frozen=True, slots=True)
class File:
    """A stored file; `kind` is the Bot API field it was sent as."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    path: str
    size: int
    width: int
    height: int
    digest: str

    def shown(self) -> dict[str, Any]:
        """The fields every Bot API file has."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
        }

    def fields(self) -> dict[str, Any]:
        """For saving."""
        return asdict(self)


class Files:
    """All files; the contents are kept once each."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self.by_id: dict[str, File] = {}
        self.contents: dict[str, bytes] = {}

    def keep(self, kind: str, upload: Upload) -> File:
        """Store an upload.

        Raises:
            ApiError: too large, empty, or no picture where one is needed.
        """
        if len(upload.content) > UPLOAD_MOST:
            raise TOO_LARGE
        if not upload.content:
            raise bad_request("file must be non-empty")
        width, height = dimensions(upload.content) or (0, 0)
        if kind == "photo":
            if len(upload.content) > PHOTO_MOST:
                raise TOO_LARGE
            _check_photo(width, height)
        digest = hashlib.sha256(upload.content).hexdigest()
        self.contents[digest] = upload.content
        file_id = self._ids.token()
        suffix = upload.name.rsplit(".", 1)[-1].lower() if "." in upload.name else "dat"
        file = File(
            file_id=file_id,
            unique_id="AQAD" + digest[:12],
            kind=kind,
            name=upload.name,
            mime=upload.mime,
            path=f"{kind}s/file_{len(self.by_id)}.{suffix}",
            size=len(upload.content),
            width=width or 320,
            height=height or 180,
            digest=digest,
        )
        self.by_id[file_id] = file
        return file

    def at(self, path: str) -> File | None:
        """The file with this download path."""
        return next((file for file in self.by_id.values() if file.path == path), None)

    def content(self, file: File) -> bytes:
        """What is in it."""
        return self.contents[file.digest]


def _check_photo(width: int, height: int) -> None:
    if not width or not height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    long, short = max(width, height), min(width, height)
    if width + height > 10_000 or long > 20 * short:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels of a PNG, GIF, JPEG or WebP; None for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:2] == b"\xff\xd8":
        return _jpeg(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP" and len(content) >= 30:
        return _webp(content)
    return None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + size
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    match content[12:16]:
        case b"VP8X":
            width = int.from_bytes(content[24:27], "little") + 1
            return width, int.from_bytes(content[27:30], "little") + 1
        case b"VP8 ":
            width, height = struct.unpack("<HH", content[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = int.from_bytes(content[21:25], "little")
            return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    return None
