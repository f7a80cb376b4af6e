"""What the bot remembers: the events it has claimed and the questions it was asked."""

from bot.store.store import Asked, Store

__all__ = ["Asked", "Store"]
