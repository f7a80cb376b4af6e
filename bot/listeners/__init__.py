"""Slack's requests to the bot, one module a surface."""

from slack_bolt.async_app import AsyncApp

from bot.listeners import claim, commands, mentions


def register(app: AsyncApp) -> None:
    """Wire everything the bot listens to; the middleware comes first."""
    claim.register(app)
    commands.register(app)
    mentions.register(app)
