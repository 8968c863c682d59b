"""Readers of articles: one module per format, each giving a Source."""
