"""The tempo track: what sounds when, and that it is an MP3 of that length."""

from array import array
from dataclasses import replace
from datetime import date

from bot.domain.assessment.profile import Conclusion, Profile
from bot.domain.ids import Side
from bot.domain.person import Preferences
from bot.domain.training.audio_cues import Score, Sound, score
from bot.domain.training.plan import plan
from bot.domain.training.trainee import Trainee
from bot.sound import track
from tests.content import real_catalog

CATALOG = real_catalog()
NOBODY = Profile(Conclusion.NOTHING, ())
ROUTINE = plan(Trainee(NOBODY, frozenset(), Preferences(minutes=10)), date(2027, 3, 1), CATALOG)


def test_a_repetition_is_counted_four_two_one() -> None:
    counts = dict.fromkeys(Sound, 0)
    item = replace(ROUTINE.items[0], reps=10, hold_s=None, side_first=None)
    sounds = score([item])
    for _, sound in sounds.sounds:
        counts[sound] += 1
    assert counts[Sound.DOWN] == counts[Sound.UP] == item.sets * (item.reps or 0)
    downs = [at for at, sound in sounds.sounds if sound is Sound.DOWN]
    stays = [at for at, sound in sounds.sounds if sound is Sound.STAY]
    ups = [at for at, sound in sounds.sounds if sound is Sound.UP]
    assert [s - d for d, s in zip(downs, stays, strict=True)] == [4] * len(downs)
    assert [u - s for s, u in zip(stays, ups, strict=True)] == [2] * len(downs)


def test_a_stretch_with_a_press_is_counted_ten_six_and_the_rest() -> None:
    item = replace(
        ROUTINE.items[0], sets=2, reps=None, hold_s=30, side_first=Side.LEFT, contract=True
    )
    heard = [(at, sound) for at, sound in score([item]).sounds if sound is not Sound.TICK]
    stays = [at for at, sound in heard if sound is Sound.STAY]
    assert len(stays) == 4
    for at in stays:
        assert (at + 10, Sound.PRESS) in heard
        assert (at + 16, Sound.EASE) in heard
    change = next(at for at, sound in heard if sound is Sound.CHANGE)
    assert change == stays[0] + 46


def test_each_exercise_and_each_change_of_side_is_heard() -> None:
    sounds = [sound for _, sound in score(ROUTINE.items).sounds]
    assert sounds.count(Sound.NEXT) == len(ROUTINE.items)
    sided = sum(i.sets for i in ROUTINE.items if i.side_first)
    assert sounds.count(Sound.CHANGE) == sided
    assert sounds[-1] is Sound.END


def test_the_track_is_silent_between_its_sounds() -> None:
    samples = array("h", track.pcm(Score(((0, Sound.NEXT), (5, Sound.END)), 8)))
    assert len(samples) == 8 * track.RATE
    assert any(samples[: track.RATE])
    assert not any(samples[2 * track.RATE : 4 * track.RATE])
    assert any(samples[5 * track.RATE : 6 * track.RATE])


def test_it_is_an_mp3_of_the_asked_bit_rate() -> None:
    audio = track.mp3(score(ROUTINE.items[:1]))
    assert audio[0] == 0xFF
    assert audio[1] & 0xE0 == 0xE0
    seconds = score(ROUTINE.items[:1]).seconds
    assert abs(len(audio) * 8 / (track.KILOBITS * 1000) - seconds) < 2


def test_the_same_routine_has_the_same_key_and_another_has_another() -> None:
    assert track.key(score(ROUTINE.items)) == track.key(score(ROUTINE.items))
    assert track.key(score(ROUTINE.items)) != track.key(score(ROUTINE.items[:1]))
