"""Read the whole folder `content/` into a catalogue."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.catalog import build, imbalance
from bot.catalog import models as m
from bot.catalog import question_models as qm
from bot.catalog.body_places import load_body
from bot.catalog.emergency import load_countries
from bot.catalog.faq import load_glossary, load_topics
from bot.catalog.news import load_news
from bot.catalog.parse import parse
from bot.catalog.read import BrokenFile, read_yaml
from bot.catalog.tips import load_tips
from bot.catalog.training import load_guide
from bot.domain.assessment.network import build_network
from bot.domain.catalog import Catalog, DeliveryKind, DeliveryRule, Named
from bot.domain.ids import Equipment, ExerciseId, FlagId, Movement, MuscleId, ScriptId
from bot.domain.phrase import Phrase

Words = Mapping[str, str | Mapping[str, str]]
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


def load(content: Path) -> Catalog:
    """Load all content below a folder.

    Raises:
        BrokenFile: the first file that cannot be read, named with its fault.
    """
    tests = {}
    for path in _files(content / "tests"):
        id, slug = _split(path, r"T\d\d")
        test = build.self_test(id, slug, parse(path, qm.TestFile))
        tests[test.id] = test
    patterns = {}
    for path in _files(content / "imbalances"):
        id, slug = _split(path, r"P\d\d")
        pattern = imbalance.pattern(id, slug, parse(path, imbalance.ImbalanceFile))
        patterns[pattern.id] = pattern
    flags = {}
    for path in _files(content / "safety"):
        file = parse(path, m.FlagsFile)
        for name, part in file.flags.items():
            if name in flags:
                raise BrokenFile(f"{path}: flags.{name}: given in another file already")
            flags[FlagId(name)] = build.flag(name, file.kind, part)
    files = _scripts(content / "scripts")
    asked = {q.id: build.question(q) for file in files.values() for q in qm.questions_of(file)}
    network = build_network(patterns.values(), tests.values(), asked.values())
    clinic = build.Clinic(tests, patterns, flags, network)
    scripts = {ScriptId(id): build.script(id, file, clinic) for id, file in files.items()}
    exercises = {
        ExerciseId(path.stem): build.exercise(path.stem, parse(path, m.ExerciseFile))
        for path in _files(content / "exercises")
    }
    return Catalog(
        scripts=scripts,
        tests=tests,
        patterns=patterns,
        flags=flags,
        exercises=exercises,
        muscles={MuscleId(k): v for k, v in _vocabulary(content, "muscles").items()},
        movements={Movement(k): v for k, v in _vocabulary(content, "movements").items()},
        equipment={Equipment(k): v for k, v in _vocabulary(content, "equipment").items()},
        deliveries=_deliveries(content / "deliveries.yaml"),
        tips=load_tips(content),
        words={path.stem: read_words(path) for path in _files(content / "locale")},
        network=network,
        plan_rules=load_guide(content),
        topics=load_topics(content),
        glossary=load_glossary(content),
        countries=load_countries(content),
        news=load_news(content),
        body=load_body(content),
    )


def _scripts(folder: Path) -> dict[str, qm.ScriptFile]:
    """The script files by name; a question that is named by its id is taken from its own script.

    Raises:
        BrokenFile: no script holds a question of that id.
    """
    files = {path.stem: parse(path, qm.ScriptFile) for path in _files(folder)}
    held = {q.id: q for file in files.values() for q in qm.questions_of(file)}
    for name, file in files.items():
        parts = list(file.questions)
        for n, part in enumerate(parts):
            if not isinstance(part, qm.SamePart):
                continue
            if part.same not in held:
                raise BrokenFile(f"{folder / name}.yaml: same: no script holds {part.same}")
            here = {"when": part.when, "unasked": part.unasked, "once": False}
            parts[n] = held[part.same].model_copy(update=here)
        files[name] = file.model_copy(update={"questions": parts})
    return files


def read_words(path: Path) -> Words:
    """A language file, its nesting made into dotted keys; plural forms stay together.

    Raises:
        BrokenFile: the root key is not the language, or a leaf is not text.
    """
    tree = read_yaml(path)
    if not isinstance(tree, dict) or list(tree) != [path.stem]:
        raise BrokenFile(f"{path}: the only root key must be {path.stem}")
    return dict(_flat(path, "", tree[path.stem]))


def _flat(path: Path, prefix: str, tree: Any) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    if isinstance(tree, str) or (
        isinstance(tree, dict) and "other" in tree and set(tree) <= PLURALS
    ):
        yield prefix, tree
    elif isinstance(tree, dict):
        for key, below in tree.items():
            yield from _flat(path, f"{prefix}.{key}" if prefix else key, below)
    else:
        raise BrokenFile(f"{path}: {prefix}: words expected")


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _split(path: Path, id_shape: str) -> tuple[str, str]:
    match = re.fullmatch(rf"({id_shape})-([a-z0-9-]+)", path.stem)
    if match is None:
        raise BrokenFile(f"{path}: the name must be an id and a slug, as in P01-lower-crossed")
    return match[1], match[2]


def _vocabulary(content: Path, kind: str) -> dict[str, Named]:
    file = parse(content / f"{kind}.yaml", m.VocabularyFile)
    return {
        id: Named(
            Phrase(f"{kind}.{id}", word.name),
            Phrase(f"{kind}_note.{id}", word.note) if word.note else None,
        )
        for id, word in file.words.items()
    }


def _deliveries(path: Path) -> dict[DeliveryKind, DeliveryRule]:
    file = parse(path, m.DeliveriesFile)
    known = {kind.value for kind in DeliveryKind}
    if set(file.kinds) != known:
        odd = ", ".join(sorted(set(file.kinds) ^ known))
        raise BrokenFile(f"{path}: kinds: missing or unknown: {odd}")
    return {
        DeliveryKind(kind): DeliveryRule(
            timedelta(minutes=part.expires_minutes), part.priority, part.silent
        )
        for kind, part in file.kinds.items()
    }
