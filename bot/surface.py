"""Where the bot meets people: the names that the listeners register and the manifest declares."""

COMMAND = "/nvcn"
MENTION = "app_mention"

EVENTS = (MENTION,)
EVENTS_PATH = "/slack/events"  # takes everything Slack sends over HTTP

# Every scope with the calls and events that need it: a scope without one has no place here.
SCOPES: dict[str, tuple[str, ...]] = {
    "app_mentions:read": ("app_mention",),
    "channels:history": ("conversations_replies",),
    "chat:write": ("chat_postMessage",),
    "commands": ("/nvcn",),
    "groups:history": ("conversations_replies",),
    "mpim:history": ("conversations_replies",),
    "users:read": ("users_info",),
}
