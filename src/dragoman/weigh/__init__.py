"""Across findings and articles: pure functions over streams of findings, no input or output."""
