"""What import-linter cannot say: sizes, where SQL may stand, what a core may import."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "netpwa"
MODULES = sorted(PACKAGE.rglob("*.py"))
SLICES = sorted(folder.name for folder in PACKAGE.iterdir() if (folder / "routes.py").exists())
PLUMBING = {"db", "web", "clock", "config", "errors"}
CORE = {"model.py", "store.py", "forms.py"}
LONGEST_FILE = 300
# Nobody owns what these serve: signing in comes before an owner is known, and the worker and the
# answers to its notices act for everybody, as does the reading of feeds. A mentor and a
# calendar program have only a link.
OWNERLESS_STORES = {"SignInStore", "DueStore", "DeliveryStore", "FeedStore", "ReviewLinkStore",
                     "CalendarLinkStore"}  # fmt: skip
SQL = re.compile(r"^\s*(select|insert into|update|delete from|with)\s", re.IGNORECASE)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def written_files() -> list[Path]:
    kinds = {".py", ".js", ".css", ".html", ".sh"}
    folders = [PACKAGE, ROOT / "templates", ROOT / "static", ROOT / "tests", ROOT / "bin"]
    files = [file for folder in folders for file in folder.rglob("*")]
    return [f for f in files if f.suffix in kinds and "vendor" not in f.parts]


@pytest.mark.parametrize("path", written_files(), ids=name_of)
def test_a_file_stays_under_300_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for(path):
    assert ast.get_docstring(tree(path))


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.name == "__init__.py" and p.parent != PACKAGE], ids=name_of
)
def test_a_slice_does_nothing_when_it_is_imported(path):
    assert len(tree(path).body) == 1


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_sql_stands_only_in_stores_and_in_the_database_layer(path):
    if path.name.endswith("store.py") or path.parent.name == "db":
        return
    texts = [n.value for n in ast.walk(tree(path)) if isinstance(n, ast.Constant)]
    found = [text for text in texts if isinstance(text, str) and SQL.match(text)]
    assert [text for text in found if "(" in text or "=" in text or " from " in text] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_sql_is_never_put_together_from_parts(path):
    joined = [node for node in ast.walk(tree(path)) if isinstance(node, ast.JoinedStr)]
    starts = [n.values[0].value for n in joined if isinstance(n.values[0], ast.Constant)]
    assert [text for text in starts if isinstance(text, str) and SQL.match(text)] == []


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.name in CORE and p.parent.name in SLICES], ids=name_of
)
def test_a_core_imports_no_other_slice(path):
    own = f"netpwa.{path.parent.name}"
    allowed = (own, *(f"netpwa.{name}" for name in PLUMBING))
    ours = {name for name in imported(path) if name.startswith("netpwa.")}
    assert {name for name in ours if not name.startswith(allowed)} == set()


@pytest.mark.parametrize("path", [p for p in MODULES if p.name.endswith("store.py")], ids=name_of)
def test_a_store_is_bound_to_its_owner(path):
    for node in tree(path).body:
        if not isinstance(node, ast.ClassDef) or not node.name.endswith("Store"):
            continue
        if node.name in OWNERLESS_STORES:
            continue
        made = next(f for f in node.body if isinstance(f, ast.FunctionDef) and f.name == "__init__")
        assert [argument.arg for argument in made.args.args] == ["self", "db", "account_id"]


def test_the_clock_alone_asks_the_time():
    asked = re.compile(r"datetime\.(now|utcnow)\(|date\.today\(|time\.time\(")
    asking = [name_of(p) for p in MODULES if asked.search(p.read_text(encoding="utf-8"))]
    assert asking == ["netpwa/clock.py"]


def test_templates_mirror_the_package():
    folders = {p.name for p in (ROOT / "templates").iterdir() if p.is_dir()}
    assert folders - {"ui", "errors"} <= set(SLICES)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates").rglob("_*.html")), ids=lambda p: p.name
)
def test_a_fragment_has_an_id_to_be_swapped_by(path):
    assert re.search(r"\bid=|(tick|star)\(", path.read_text(encoding="utf-8"))
