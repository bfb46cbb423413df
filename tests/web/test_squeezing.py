"""Scripts lose what only their readers need, and nothing else."""

from pathlib import Path

import pytest

from netpwa.web.squeezing import LITERAL, squeezed

STATIC = Path(__file__).parents[2] / "static"
OURS = [file for file in sorted(STATIC.rglob("*.js")) if "vendor" not in file.parts]


@pytest.mark.parametrize(
    ("script", "served"),
    [
        ("/** What\n * it is. */\nconst a = 1; // so\n", "const a=1;"),
        ("const a = [\n  1,\n  2,\n];", "const a=[1,2,];"),
        ("if (a) {\n  go();\n} else stop();", "if(a){go();}else stop();"),
        ("const go = () => {}\nconst a = b\n  .c()\n  ?.d;", "const go=()=>{}\nconst a=b.c()?.d;"),
        ('say("a  =  b; // no remark");', 'say("a  =  b; // no remark");'),
        ("say('it\\'s  {so}');", "say('it\\'s  {so}');"),
        (
            "say(`two  lines\n  ${of + it} /* here */`);",
            "say(`two  lines\n  ${of + it} /* here */`);",
        ),
        ('a.replace(/["  ,] \\/[/*] /g, "");', 'a.replace(/["  ,] \\/[/*] /g,"");'),
        ("return /a  b/.test(c) ? d / 2 : e / 2;", "return /a  b/.test(c)?d / 2:e / 2;"),
        ("a = b + +c - -d;", "a=b + +c - -d;"),
        ("return (await a) ?? !b;", "return(await a)??!b;"),
        ("a = b\nc = d", "a=b\nc=d"),
    ],
)
def test_a_script_means_what_it_meant(script, served):
    assert squeezed(script) == served


def test_no_template_holds_another_one():
    assert len(OURS) > 30
    for file in OURS:
        for literal in LITERAL.findall(file.read_text(encoding="utf-8")):
            assert literal[0] != "`" or literal.count("${") <= literal.count("}"), file.name
