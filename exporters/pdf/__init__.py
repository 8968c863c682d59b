"""The PDF writer: a briefing as a tagged PDF with real highlights."""
