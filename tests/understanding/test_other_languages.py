"""Core warning signs in languages that the bot does not read yet, and one line in each."""

from pathlib import Path

import pytest

from bot.catalog.folder import content_folder
from bot.catalog.read import read_yaml
from bot.understanding.context import TextContext
from bot.understanding.red_flags import line_for, other_languages, sign_ear
from bot.understanding.signs.languages import language_of

CONTENT = content_folder()
EAR = sign_ear(CONTENT)
LANGUAGES = other_languages(CONTENT)
CORE = {"R01", "R02", "R04", "R06", "R07", "R17", "R21", "C01"}
SAID = {
    "es": ("tengo un dolor fuerte en el pecho", "R04"),
    "pt": ("estou grávida e a sangrar", "R17"),
    "de": ("ich habe starke schmerzen in der brust", "R04"),
    "fr": ("je n'arrive plus à respirer", "R21"),
    "it": ("non riesco a respirare", "R21"),
    "pl": ("nie chcę żyć", "C01"),
    "tr": ("göğsümde ağrı var", "R04"),
    "id": ("dada saya sakit", "R04"),
    "ru": ("болит в груди и отдает в руку", "R04"),
    "uk": ("не можу дихати", "R21"),
    "fa": ("درد سینه دارم", "R04"),
    "ar": ("أريد أن أموت", "C01"),
    "hi": ("मेरे सीने में दर्द है", "R04"),
    "zh": ("我不想活了", "C01"),
}


def test_the_core_signs_are_known_in_fourteen_languages() -> None:
    assert {language.code for language in LANGUAGES} == set(SAID)
    assert all(set(language.signs) == CORE for language in LANGUAGES)


@pytest.mark.parametrize("code", SAID)
def test_a_sign_is_heard_whatever_language_was_chosen(code: str) -> None:
    text, sign = SAID[code]
    flag = EAR(text, TextContext(language="en"))
    assert flag is not None
    assert flag.id == sign


@pytest.mark.parametrize("text", ["no tengo dolor en el pecho", "keine schmerzen in der brust"])
def test_what_is_denied_is_no_sign(text: str) -> None:
    assert EAR(text, TextContext()) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hola, ¿cómo estás hoy?", "es"),
        ("ich möchte das auf deutsch bitte", "de"),
        ("привет как дела", "ru"),
        ("привіт, як справи", "uk"),
        ("سلام خوبی", "fa"),
        ("مرحبا كيف حالك", "ar"),
        ("नमस्ते आप कैसे हैं", "hi"),
        ("你好吗", "zh"),
        ("dzień dobry, nie mówię po angielsku", "pl"),
    ],
)
def test_a_language_is_told_from_the_others(text: str, code: str) -> None:
    language = language_of(text, LANGUAGES)
    assert language is not None
    assert language.code == code
    assert line_for(text, CONTENT) == language.line


@pytest.mark.parametrize("text", ["", "5", "done", "São Paulo", "i have no band here", "👍"])
def test_english_names_and_numbers_are_no_other_language(text: str) -> None:
    assert line_for(text, CONTENT) is None


def test_no_english_sentence_sounds_like_a_sign_in_another_language() -> None:
    sentences = read_yaml(Path(__file__).parents[1] / "domain" / "safety" / "harmless.yaml")
    assert [text for text in sentences for language in LANGUAGES if language.sign(text)] == []
