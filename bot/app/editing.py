"""An edited message changes what it had answered."""

from bot.app import reply, talk
from bot.app.scene import Scene
from bot.domain.outcome import Outcome
from bot.understanding.answer import OneSide, read_answer


async def edit(scene: Scene, words: str) -> list[Outcome]:
    """The last answer of the open dialogue anew, if the words are one; else a fresh reply."""
    opened = await talk.current(scene)
    if opened is not None:
        answered = [q for q in opened.path if q.id in opened.answers]
        lexicon = scene.deps.lexicon(scene.person.language)
        if answered:
            lengths = scene.person.preferences.lengths
            value = read_answer(answered[-1], words, lexicon, scene.today, lengths=lengths)
            if value is not None and not isinstance(value, OneSide):
                return await talk.replace_answer(scene, opened, answered[-1], value)
    return await reply.say(scene, words)
