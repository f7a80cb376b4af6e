"""Settings: everything wrong is told at once, and no secret is ever shown."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, names

GOOD = {"SLACK_BOT_TOKEN": "xoxb-1-secret", "SLACK_APP_TOKEN": "xapp-1-secret"}
OAUTH = "Copy the one that begins with xoxb- from OAuth & Permissions in your app's settings."
LEVEL = "Make one with the scope connections:write (it begins with xapp-) in Basic Information, App-Level Tokens."
SIGNING = "Copy the Signing Secret from Basic Information, App Credentials."


def problems(environ: dict[str, str], *, for_slack: bool = False) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        Settings.load(environ, None, for_slack=for_slack)
    assert caught.value.exit_code == 2
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-1-s", f"SLACK_BOT_TOKEN is a user token, not a bot token. {OAUTH}"),
        ("SLACK_BOT_TOKEN", "xapp-1-s", f"SLACK_BOT_TOKEN is an app-level token, not a bot token. {OAUTH}"),
        ("SLACK_BOT_TOKEN", "hunter2", f"SLACK_BOT_TOKEN is no Slack token. {OAUTH}"),
        ("SLACK_BOT_TOKEN", "xoxb-", f"SLACK_BOT_TOKEN is cut short or has stray characters. {OAUTH}"),
        ("SLACK_BOT_TOKEN", "xoxb-1 2", f"SLACK_BOT_TOKEN is cut short or has stray characters. {OAUTH}"),
        ("SLACK_APP_TOKEN", "xoxb-1-s", f"SLACK_APP_TOKEN is a bot token, not an app-level token. {LEVEL}"),
        ("SLACK_SIGNING_SECRET", "xoxb-1-s", f"SLACK_SIGNING_SECRET holds a token. {SIGNING}"),
        ("SLACK_SIGNING_SECRET", "a b", f"SLACK_SIGNING_SECRET has stray characters. {SIGNING}"),
        (
            "SLACK_API_URL",
            "slack.com",
            "SLACK_API_URL is no web address. Leave it out, or write one such as https://slack.com/api/.",
        ),
        (
            "NVCN_DATABASE_URL",
            "mysql://root:hunter2@db/x",
            "NVCN_DATABASE_URL is of no kind the bot knows. "
            "Write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.",
        ),
        (
            "NVCN_ADMINS",
            "U1, bob",
            "NVCN_ADMINS holds no member id at place 2. List U… or T…/U…, separated by commas.",
        ),
        ("NVCN_LOG_LEVEL", "loud", "NVCN_LOG_LEVEL cannot be used. It takes: debug, info, warning or error."),
        ("NVCN_KNOWLEGE", "x", "NVCN_KNOWLEGE is no setting of the bot. Did you mean NVCN_KNOWLEDGE?"),
        (
            "NVCN_COLOUR",
            "x",
            "NVCN_COLOUR is no setting of the bot. "
            "The bot knows NVCN_KNOWLEDGE, NVCN_DATABASE_URL, NVCN_ADMINS, NVCN_LOG_LEVEL.",
        ),
        (
            "SLACK_CLIENT_ID",
            "1.2",
            "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together. Set both, or neither.",
        ),
    ],
)
def test_each_wrong_setting_is_a_sentence_with_its_mend(name: str, value: str, sentence: str) -> None:
    assert problems({name: value}) == [sentence]


def test_everything_wrong_and_missing_is_told_at_once() -> None:
    told = problems({"SLACK_BOT_TOKEN": "xoxp-1", "NVCN_X": "1", "NVCN_LOG_LEVEL": "?"}, for_slack=True)
    assert [line.split()[0] for line in told] == ["NVCN_X", "SLACK_BOT_TOKEN", "NVCN_LOG_LEVEL", "SLACK_APP_TOKEN"]


def test_what_a_connection_needs_is_missed_only_for_slack() -> None:
    assert Settings.load({}, None).bot_token is None
    assert [line.split(".")[0] for line in problems({}, for_slack=True)] == [
        "SLACK_BOT_TOKEN is missing",
        "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both missing",
    ]


def test_an_app_token_means_socket_mode_and_a_signing_secret_alone_http() -> None:
    assert Settings.load(GOOD, None, for_slack=True).socket_mode is True
    http = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "abc"}
    assert Settings.load(http, None, for_slack=True).socket_mode is False


def test_good_settings_are_read_stripped_and_typed() -> None:
    settings = Settings.load(
        GOOD
        | {
            "NVCN_ADMINS": "U1, T1/U2,",
            "NVCN_KNOWLEDGE": " /k ",
            "SLACK_API_URL": "http://127.0.0.1:1/api",
            "NVCN_DATABASE_URL": "sqlite:///x.db",
            "NVCN_LOG_LEVEL": "",
            "HOME": "/",
        },
        None,
    )
    assert settings.admins == ("U1", "T1/U2")
    assert settings.knowledge == Path("/k")
    assert settings.api_url == "http://127.0.0.1:1/api/"
    assert settings.database_url == "sqlite:///x.db"
    assert settings.log_level == "info"


def test_no_secret_is_in_repr_or_messages() -> None:
    environ = GOOD | {"SLACK_SIGNING_SECRET": "hunter2", "NVCN_DATABASE_URL": "postgresql://u:hunter2@h/d"}
    shown = repr(Settings.load(environ, None)) + str(Settings.load(environ, None))
    assert "hunter2" not in shown
    assert "secret" not in shown.replace("signing_secret", "").replace("client_secret", "")
    wrong = {name: "hunter2:hunter2@ x" for name in names() if name not in {"NVCN_KNOWLEDGE", "SLACK_CLIENT_ID"}}
    assert "hunter2" not in "\n".join(problems(wrong))


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("NVCN_LOG_LEVEL=debug\nNVCN_ADMINS=U1 # me\nSLACK_BOT_TOKEN='xoxb-1-$x'\n")
    with pytest.raises(SettingsError, match="stray characters"):
        Settings.load({}, dotenv)
    dotenv.write_text("NVCN_LOG_LEVEL=debug\nNVCN_ADMINS=U1 # me\n")
    settings = Settings.load({"NVCN_LOG_LEVEL": "error"}, dotenv)
    assert (settings.log_level, settings.admins) == ("error", ("U1",))


def test_an_unknown_setting_in_the_file_is_wrong_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("NVCN_ADMIN=U1\n")
    with pytest.raises(SettingsError, match=r"NVCN_ADMIN is no setting of the bot\. Did you mean NVCN_ADMINS\?"):
        Settings.load({}, tmp_path / ".env")


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"cannot be read as text\. Write it in UTF-8, one NAME=value a line"):
        Settings.load({}, tmp_path / ".env")


def test_a_command_without_slack_reads_no_tokens() -> None:
    environ = {"SLACK_BOT_TOKEN": "nonsense", "SLACK_CLIENT_ID": "1"}
    assert Settings.load(environ, None, only="NVCN_").bot_token is None


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings.load(GOOD, None).log_level = "debug"  # type: ignore[misc]


def test_every_setting_is_documented() -> None:
    assert all(field.description for field in Settings.model_fields.values())
