"""Looks at a page as a browser's security policy and a screen reader would."""

from html.parser import HTMLParser

_VOID = {"meta", "link", "input", "br", "img", "hr", "path"}
_HIDDEN = {"hidden", "submit"}


class Checked(HTMLParser):
    """A page that was read: its title, its links, and every fault that was found."""

    def __init__(self, text: str) -> None:
        """Read `text`."""
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.title, self.links, self.open = "", [], []
        self._ids: list[str] = []
        self._named: set[str] = set()
        self._fields: list[dict[str, str]] = []
        self.feed(text)
        self.close()
        self.faults += [f"left open: {tag}" for tag in self.open]
        self.faults += [f"twice: {one}" for one in {one for one in self._ids if self._ids.count(one) > 1}]
        self.faults += [f"no label: {field}" for field in self._fields if field.get("id") not in self._named]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what may not be there."""
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and not given.get("src", "").startswith("/desk/static/")):
            self.faults.append(f"code in the page: {tag}")
        self.faults += [f"code in {tag}: {name}" for name in given if name == "style" or name.startswith("on")]
        self.faults += [f"script address in {tag}" for value in given.values() if value.startswith("javascript:")]
        if "id" in given:
            self._ids.append(given["id"])
        if tag == "label" and "for" in given:
            self._named.add(given["for"])
        if tag in {"input", "textarea", "select"} and given.get("type") not in _HIDDEN and "label" not in self.open:
            self._fields.append(given)
        self.links += [given[name] for name in ("href", "action", "hx-get") if name in given]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note what ends, and whether it was open."""
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"ends unopened: {tag}")

    def handle_data(self, data: str) -> None:
        """Note the title."""
        if self.open and self.open[-1] == "title":
            self.title += data
