"""The Word writer: a briefing as a .docx file with real comments."""
