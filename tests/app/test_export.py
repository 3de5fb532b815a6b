"""The export follows its published schema and says everything, also to a spreadsheet."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.app.account.export import documents
from bot.clock import MovableClock
from bot.db.store import Transaction
from bot.db.tables import metadata
from bot.domain.person import Person
from tests.db.builders import ANNA
from tests.db.test_erase import OF_NOBODY, live

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "content" / "examples" / "export.schema.json").read_text("utf-8")
)


def test_the_schema_names_every_column_of_every_table_with_something_of_a_person() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    tables = SCHEMA["properties"]["kept"]["properties"]
    assert tables.keys() == set(metadata.tables) - OF_NOBODY
    for name, table in tables.items():
        assert table["description"]
        columns = {column.name for column in metadata.tables[name].columns}
        assert table["items"]["properties"].keys() == columns, name


async def test_an_export_of_every_table_follows_the_schema(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await live(store, clock, ANNA)
        files = dict(await documents(store, ANNA, clock()))
    tree = json.loads(files["counterpose.json"])
    errors = list(Draft202012Validator(SCHEMA).iter_errors(tree))
    assert errors == []
    assert tree["kept"].keys() == set(metadata.tables) - OF_NOBODY
    assert datetime.fromisoformat(tree["made_at"]) == clock()
    rows = list(csv.DictReader(io.StringIO(files["counterpose.csv"].decode())))
    assert {row["table"] for row in rows} == tree["kept"].keys()
    lock = next(row["value"] for row in rows if row["field"] == "lock")
    assert json.loads(lock)["flags"] == ["R01", "R07"]


@pytest.mark.parametrize("words", ["=1+1", "+4", "-4", "@SUM(A1)"])
async def test_a_spreadsheet_shows_what_was_typed_and_does_not_run_it(
    words: str, transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.people.save(Person(ANNA, came_from=words))
        files = dict(await documents(store, ANNA, clock()))
    rows = csv.DictReader(io.StringIO(files["counterpose.csv"].decode()))
    assert f"'{words}" in [row["value"] for row in rows]
    assert json.loads(files["counterpose.json"])["kept"]["people"][0]["came_from"] == words
