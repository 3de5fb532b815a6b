"""How high and long the beeps of a track are, and its MP3."""

import hashlib
import math
from array import array
from collections.abc import Iterator
from functools import cache

from bot.domain.training.audio_cues import Score, Sound

RATE = 16000
"""Samples a second: enough for tones."""
KILOBITS = 24
_LOUD = 0.5 * 32767
_FADE = RATE // 100
"""Samples over which a tone comes and goes, so that it does not crack."""
_NOTES: dict[Sound, tuple[tuple[float, float], ...]] = {
    Sound.NEXT: ((523.25, 0.12), (659.25, 0.12), (783.99, 0.2)),
    Sound.CHANGE: ((659.25, 0.15), (440.0, 0.25)),
    Sound.DOWN: ((440.0, 0.18),),
    Sound.STAY: ((587.33, 0.18),),
    Sound.PRESS: ((329.63, 0.1), (392.0, 0.1), (329.63, 0.1)),
    Sound.EASE: ((587.33, 0.5),),
    Sound.UP: ((880.0, 0.18),),
    Sound.TICK: ((1200.0, 0.03),),
    Sound.REST: ((261.63, 0.6),),
    Sound.END: ((783.99, 0.15), (659.25, 0.15), (523.25, 0.4)),
}
"""Notes of each sound: (hertz, seconds)."""


def key(score: Score) -> str:
    """Return a name that is the same for the same track."""
    words = repr((score, RATE, KILOBITS, _NOTES)).encode()
    return f"track:{hashlib.sha256(words).hexdigest()[:32]}"


def mp3(score: Score) -> bytes:
    """The track; takes a second or two, so it is called in a thread."""
    import lameenc  # imported when first used

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(KILOBITS)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(pcm(score)) + encoder.flush())


def pcm(score: Score) -> bytes:
    """16-bit samples of one channel."""
    track = bytearray(score.seconds * RATE * 2)
    for second, sound in score.sounds:
        tone, start = _tone(sound), second * RATE * 2
        room = len(track) - start
        track[start : start + min(len(tone), room)] = tone[:room]
    return bytes(track)


@cache
def _tone(sound: Sound) -> bytes:
    return array(
        "h", [int(s) for hertz, lasts in _NOTES[sound] for s in _wave(hertz, lasts)]
    ).tobytes()


def _wave(hertz: float, lasts: float) -> Iterator[float]:
    total = int(lasts * RATE)
    for n in range(total):
        edge = min(1.0, n / _FADE, (total - n) / _FADE)
        yield _LOUD * edge * math.sin(2 * math.pi * hertz * n / RATE)
