"""Reading threads: page by page, with what the bot needs to know of each message."""

from collections.abc import Mapping
from unittest.mock import AsyncMock

import pytest
from slack_sdk.errors import SlackApiError

from bot.conversation import Said
from bot.errors import ThreadUnreadableError
from bot.thread import MAX_PAGES, before, read_thread

REFUSED = SlackApiError("x", {"error": "channel_not_found"})  # type: ignore[no-untyped-call]
METADATA = {"event_type": "nvcn_answer", "event_payload": {"event_id": "Ev1"}}


def client(*pages: Mapping[str, object] | Exception) -> AsyncMock:
    slack = AsyncMock()
    slack.conversations_replies.side_effect = list(pages)
    return slack


async def test_each_message_tells_who_wrote_it_to_whom_and_in_answer_to_what() -> None:
    page = {
        "messages": [
            {"ts": "1.1", "user": "U1", "text": "<@UBOT> 1 &lt; 2?"},
            {"ts": "1.2", "user": "UBOT", "bot_id": "B1", "text": "yes", "metadata": METADATA},
            {"ts": "1.3", "bot_id": "B2", "subtype": "bot_message", "text": "news"},
            {"ts": "1.4", "user": "U2", "metadata": METADATA | {"event_type": "theirs"}},
        ]
    }
    read = await read_thread(client(page), "C1", "1.1", "UBOT")
    assert read == [
        ("1.1", Said("1 < 2?", to_us=True)),
        ("1.2", Said("yes", by_us=True, by_bot=True, event_id="Ev1")),
        ("1.3", Said("news", by_bot=True)),
        ("1.4", Said("")),
    ]
    assert before(read, "1.3") == [said for _, said in read[:2]]


async def test_a_long_thread_is_read_page_by_page_up_to_a_limit() -> None:
    pages: list[Mapping[str, object]] = [
        {"messages": [{"ts": f"{n}.0", "text": str(n)}], "response_metadata": {"next_cursor": f"c{n}"}}
        for n in range(MAX_PAGES + 1)
    ]
    slack = client(*pages)
    read = await read_thread(slack, "C1", "0.0", "UBOT")
    assert [said.words for _, said in read] == [str(n) for n in range(MAX_PAGES)]
    assert [call.kwargs["cursor"] for call in slack.conversations_replies.await_args_list][:3] == [None, "c0", "c1"]


@pytest.mark.parametrize(
    ("error", "word"), [(REFUSED, "channel_not_found"), (TimeoutError(), "TimeoutError"), (OSError(), "OSError")]
)
async def test_a_thread_that_cannot_be_read_is_an_error_with_its_mend(error: Exception, word: str) -> None:
    with pytest.raises(ThreadUnreadableError) as caught:
        await read_thread(client(error), "C1", "1.1", "UBOT")
    assert str(caught.value) == (
        f"The thread in C1 cannot be read ({word}). Invite the bot there and grant its history scopes."
    )
