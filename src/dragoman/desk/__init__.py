"""The desk: a web app on this machine over the same calls as the commands and the report."""

from dragoman.desk.app import make_app

__all__ = ["make_app"]
