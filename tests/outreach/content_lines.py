"""Calendar files read by hand, as RFC 5545 section 3.1 has them: a parser that no library helps."""

from dataclasses import dataclass, field


@dataclass
class Part:
    """A component: its properties by name, and the components within it."""

    name: str
    values: dict = field(default_factory=dict)
    parameters: dict = field(default_factory=dict)
    parts: list = field(default_factory=list)

    def named(self, name):
        return [part for part in self.parts if part.name == name]


def parse(text):
    """Give the calendar, or fail an assertion where the text is not one."""
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")
    assert lines.pop() == ""
    stack = [Part("")]
    for line in lines:
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        if name == "BEGIN":
            stack.append(Part(value))
        elif name == "END":
            done = stack.pop()
            assert done.name == value
            stack[-1].parts.append(done)
        else:
            assert name not in stack[-1].values, name
            stack[-1].values[name] = _meant(value)
            stack[-1].parameters[name] = parameters
    [calendar] = stack.pop().parts
    assert stack == []
    return calendar


def _meant(value):
    out, signs = [], iter(value)
    for sign in signs:
        if sign == "\\":
            escaped = next(signs)
            out.append("\n" if escaped in "nN" else escaped)
        else:
            out.append(sign)
    return "".join(out)
