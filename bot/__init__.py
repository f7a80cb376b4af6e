"""Slack in, Slack out. The only package that knows Slack."""
