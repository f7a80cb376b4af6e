"""The settings: read once from the environment and `.env`, every problem told at once, frozen from then on."""

import os
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.credential import WrongSettingError, check_signing_secret, token
from bot.errors import SettingsError

SLACK_API_URL = "https://slack.com/api/"
PREFIX = "NVCN_"
LogLevel = Literal["debug", "info", "warning", "error"]

_ADMIN = re.compile(r"^(?:T[A-Z0-9]+/)?[UW][A-Z0-9]+$")


def _api_url(url: str) -> str:
    if not re.match(r"^https?://[^\s/]+", url):
        raise WrongSettingError(f"SLACK_API_URL is no web address. Leave it out, or write one such as {SLACK_API_URL}.")
    return url if url.endswith("/") else url + "/"


def _database_url(url: str) -> str:
    if re.match(r"^sqlite:///.+", url) or re.match(r"^postgres(ql)?://[^\s/]+/.+", url):
        return url
    # The address may hold a password: it is not repeated.
    raise WrongSettingError(
        "NVCN_DATABASE_URL is of no kind the bot knows. Write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
    )


def _admins(listed: object) -> object:
    if not isinstance(listed, str):
        return listed
    admins = tuple(part.strip() for part in listed.split(",") if part.strip())
    wrong = [str(place) for place, admin in enumerate(admins, start=1) if not _ADMIN.match(admin)]
    if wrong:
        # By place, not by value: what stands here by mistake may be a token.
        raise WrongSettingError(
            f"NVCN_ADMINS holds no member id at place {', '.join(wrong)}. List U… or T…/U…, separated by commas."
        )
    return admins


class Settings(BaseSettings):
    """What the bot is told from outside. Secrets are shown in no `repr` and no message."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True)

    bot_token: Annotated[SecretStr, token("SLACK_BOT_TOKEN", "xoxb-")] | None = Field(
        None, alias="SLACK_BOT_TOKEN", description="The bot token (xoxb-…) of the installed app."
    )
    app_token: Annotated[SecretStr, token("SLACK_APP_TOKEN", "xapp-")] | None = Field(
        None, alias="SLACK_APP_TOKEN", description="The app-level token (xapp-…); with it the bot uses Socket Mode."
    )
    signing_secret: Annotated[SecretStr, AfterValidator(check_signing_secret)] | None = Field(
        None,
        alias="SLACK_SIGNING_SECRET",
        description="Checks that requests over HTTP come from Slack; needed without an app token.",
    )
    client_id: str | None = Field(None, alias="SLACK_CLIENT_ID", description="For installing in several workspaces.")
    client_secret: SecretStr | None = Field(None, alias="SLACK_CLIENT_SECRET", description="Goes with SLACK_CLIENT_ID.")
    api_url: Annotated[str, AfterValidator(_api_url)] = Field(
        SLACK_API_URL,
        alias="SLACK_API_URL",
        description="Another base address of Slack's API, for example the local workspace.",
    )
    knowledge: Path | None = Field(
        None, alias="NVCN_KNOWLEDGE", description="The knowledge folder; without it the one that ships with nvcn."
    )
    database_url: Annotated[str, AfterValidator(_database_url)] | None = Field(
        None,
        alias="NVCN_DATABASE_URL",
        repr=False,
        description="sqlite:///FILE or postgresql://…; without it a file in the user's data directory.",
    )
    admins: Annotated[tuple[str, ...], BeforeValidator(_admins)] = Field(
        (), alias="NVCN_ADMINS", description="Who may administer the bot: U… or T…/U…, separated by commas."
    )
    log_level: LogLevel = Field("info", alias="NVCN_LOG_LEVEL", description="debug, info, warning or error.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load` hands over: nothing else reads the environment behind its back."""
        return (init_settings,)

    @classmethod
    def load(
        cls,
        environ: Mapping[str, str] | None = None,
        dotenv: Path | None = Path(".env"),
        *,
        only: str = "",
        for_slack: bool = False,
    ) -> Self:
        """Read the settings; the environment goes before `.env`, an empty variable counts as unset.

        Args:
            environ: Where to read from instead of the process's environment.
            dotenv: The file of further variables, or None.
            only: Leave out all variables that do not begin so; a command without Slack needs no tokens.
            for_slack: Also tell what a connection to Slack is missing.

        Raises:
            SettingsError: with a sentence for everything that is wrong, and with `for_slack` for everything missing.
        """
        problems: list[str] = []
        read = _given(os.environ if environ is None else environ, dotenv, problems)
        given = {name: value for name, value in read.items() if name.startswith(only)}
        problems += [_unknown(name) for name in sorted(given) if name.startswith(PREFIX) and name not in names()]
        known = {name: value for name, value in given.items() if name in names()}
        settings: Self | None = None
        try:
            settings = cls.model_validate(known)
        except ValidationError as error:
            problems += [_sentence(one) for one in error.errors(include_input=False, include_url=False)]
        problems += _missing(known, for_slack=for_slack)
        if problems or settings is None:
            raise SettingsError(problems)
        return settings

    @property
    def socket_mode(self) -> bool:
        """True where Slack is reached by Socket Mode, false for signed HTTP."""
        return self.app_token is not None


def names() -> tuple[str, ...]:
    """The variables the bot reads, in the order of their documentation."""
    return tuple(str(field.alias) for field in Settings.model_fields.values())


def _given(environ: Mapping[str, str], dotenv: Path | None, problems: list[str]) -> dict[str, str]:
    given: dict[str, str | None] = {}
    if dotenv is not None and dotenv.is_file():
        try:
            given.update(dotenv_values(dotenv, interpolate=False))
        except (OSError, UnicodeDecodeError):
            problems.append(f"{dotenv} cannot be read as text. Write it in UTF-8, one NAME=value a line, or remove it.")
    given.update(environ)
    return {name: value.strip() for name, value in given.items() if value is not None and value.strip()}


def _unknown(name: str) -> str:
    near = get_close_matches(name, names(), n=1)
    mend = (
        f"Did you mean {near[0]}?"
        if near
        else f"The bot knows {', '.join(n for n in names() if n.startswith(PREFIX))}."
    )
    return f"{name} is no setting of the bot. {mend}"


def _sentence(error: ErrorDetails) -> str:
    wrong = error.get("ctx", {}).get("error")
    if isinstance(wrong, WrongSettingError):
        return str(wrong)
    name = str(error["loc"][0])
    field = next((field for field in Settings.model_fields.values() if field.alias == name), None)
    return f"{name} cannot be used. It takes: {field.description if field else error['msg']}"


def _missing(known: Mapping[str, str], *, for_slack: bool) -> Iterator[str]:
    if ("SLACK_CLIENT_ID" in known) != ("SLACK_CLIENT_SECRET" in known):
        yield "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together. Set both, or neither."
    if not for_slack:
        return
    if "SLACK_BOT_TOKEN" not in known:
        yield (
            "SLACK_BOT_TOKEN is missing. Install the app in your workspace and copy the Bot User OAuth Token (xoxb-…), "
            "or try `nvcn playground`, which needs none."
        )
    if "SLACK_APP_TOKEN" not in known and "SLACK_SIGNING_SECRET" not in known:
        yield (
            "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both missing. "
            "Set SLACK_APP_TOKEN (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP."
        )
