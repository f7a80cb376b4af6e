"""Answers as Block Kit: pure functions from values to what Slack is sent."""
