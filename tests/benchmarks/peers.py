"""What people write such documents with otherwise: measured beside the work, as a floor is."""

from collections.abc import Sequence
from pathlib import Path
from time import process_time

from exporters.text import xml_escape


def platypus(texts: Sequence[str], target: Path) -> float:
    """Each text as a paragraph of reportlab's Platypus on A4, untagged, without annotations.

    In a standard font, so what is not in Latin-1 is a question mark, as in ``floors.pdf``.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    began = process_time()
    style = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=15, spaceAfter=8)
    document = SimpleDocTemplate(str(target), pagesize=A4, leftMargin=82, pageCompression=1)
    shown = (text.encode("latin-1", "replace").decode("latin-1") for text in texts)
    document.build([Paragraph(xml_escape(text), style) for text in shown if text])
    return process_time() - began
