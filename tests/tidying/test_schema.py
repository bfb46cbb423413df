"""A table that points at people follows them through a merge, and goes when they go."""

import re

from netpwa.db import retention
from netpwa.tidying.erase_store import UNTOUCHED
from netpwa.tidying.merge_store import FLAGS
from netpwa.tidying.moves_store import MOVES, STAYS

TABLES = "select name from sqlite_master where type = 'table'"
# A reminder is worked out anew; a picture of a file's lines is not the work of anybody.
NO_WORK = {"contact_point", "reminder", "not_same"}
# Filled by what is typed on a person's page, or not about the person at all.
OTHERWISE = {"account_id", "id", "name", "title", "organisation_id", "met_at", "note", "city",
             "follow_up_on", "name_folded", "search", "city_folded", "rev", "created_at",
             "updated_at", "deleted_at"}  # fmt: skip


def pointers(db):
    """Give every column that points at a person, with what becomes of it when they go."""
    for table in [row["name"] for row in db.query(TABLES)]:
        for key in db.query(f"pragma foreign_key_list({table})"):
            if key["table"] == "contact" and key["to"] == "id":
                yield table, key["from"], key["on_delete"]


def test_whatever_points_at_people_follows_a_merge(db):
    moved = {each.what for each in MOVES} | STAYS
    there = {f"{table}.{column}" for table, column, _ in pointers(db)}
    assert there <= moved, "a new table needs its lines in netpwa/tidying/moves_store.py"
    assert len(there) > 10


def test_a_move_is_of_the_column_that_it_names():
    for each in MOVES:
        table, column = each.what.split(".")
        assert each.mark.count(each.what) == each.move.count(each.what) == 1
        assert f" from {table}" in each.mark
        assert f"{column} = :gone" in each.mark
        assert each.move.split()[1:4] == [table, "set", column]
        assert f"{column} = :from_id" in each.move


def test_whatever_is_noted_about_a_person_is_weighed_in_a_merge(db):
    columns = {row["name"] for row in db.query("pragma table_info(contact)")}
    weighed = set(re.findall(r"\w+", FLAGS.partition("from")[0])) - {"select"}
    assert columns == weighed | OTHERWISE, "a new column needs its line in merge_store.FLAGS"


def test_whatever_points_at_people_goes_with_them_or_lets_go_first(db):
    let_go = "\n".join(sql for _, sql in retention.KEPT if "contact.deleted_at" in sql)
    for table, column, on_delete in pointers(db):
        if on_delete == "NO ACTION":
            assert f"{table} set {column} = null" in let_go, f"{table}.{column}"


def test_whoever_something_hangs_on_was_worked_with(db):
    for table, column, _ in pointers(db):
        if table not in NO_WORK:
            assert f"{table}.{column} = contact.id" in UNTOUCHED, (
                f"{table}.{column} needs its line in netpwa/tidying/erase_store.py"
            )
