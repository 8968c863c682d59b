"""A written page as a browser's reader would meet it."""

import re
from collections.abc import Iterator

from lxml import html

from exporters.briefing import Briefing
from exporters.render import render

Element = html.HtmlElement


def written(briefing: Briefing) -> str:
    """The page of a briefing."""
    return render(briefing, "html").data.decode()


def opened(briefing: Briefing) -> Element:
    """The root element of a page."""
    return html.document_fromstring(
        written(briefing).encode(), parser=html.HTMLParser(encoding="utf-8")
    )


def found(root: Element, path: str) -> list[Element]:
    """The elements at an XPath, in reading order."""
    return [one for one in root.xpath(path) if isinstance(one, html.HtmlElement)]


def only(root: Element, path: str) -> Element:
    """The one element at an XPath."""
    (one,) = found(root, path)
    return one


def text(element: Element) -> str:
    """The words inside, without the raised references after passages."""
    pieces: list[str] = [element.text or ""]
    for child in element:
        pieces += ["" if child.tag == "sup" else text(child), child.tail or ""]
    return "".join(pieces)


def texts(root: Element, path: str) -> list[str]:
    """The words of each element at an XPath."""
    return [text(one) for one in found(root, path)]


def marked(root: Element) -> Iterator[tuple[str, str]]:
    """Each stretch under marks, with the classes of the tags over it from the outermost in."""
    for outer in found(root, "//*[@class='article']//mark[not(ancestor::mark)]"):
        classes: list[str] = []
        inner: Element | None = outer
        while inner is not None:
            classes.append(inner.get("class", "").split()[0])
            inner = next((child for child in inner if child.tag == "mark"), None)
        yield text(outer), " ".join(classes)


def target(root: Element, link: Element) -> Element:
    """The element a link inside the page leads to."""
    return root.get_element_by_id(link.get("href", "").removeprefix("#"))


def sheet(page: str) -> str:
    """The style sheet of a page without its comments."""
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    return re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
