"""What the bot says in English."""

from bot.words.phrases import Words

EN = Words(
    lang="en",
    understood="Read with the thread as: ",
    quotation="Original wording, verbatim:",
    quotation_in={"zh": "Original wording, verbatim (in Chinese):", "en": "Original wording, verbatim:"},
    writes="{name} writes",
    says="Said by {name}",
    title="\u201c{title}\u201d",
    published="published {date}",
    written="written {date}",
    undated="date unknown",
    other_language="(no English wording yet, shown in Chinese)",
    others="Other facts that may be meant:",
    complete="The article says this in {count} places:",
    more="{count} more not listed.",
    second="To the other question:",
    nearest="The nearest passages:",
    suggestions="Did you mean:",
    caveat="Doubtful",
    caveat_kinds={
        "year": "year",
        "amount": "amount",
        "model": "product model",
        "name": "name",
        "reversed": "meaning reversed",
        "idiom": "wording",
        "garbled": "garbled text",
        "conflict": "contradiction",
    },
    likely="The original most likely said: ",
    basis={
        "text": "Basis: the article's own context",
        "knowledge": "Basis: common knowledge, not the article",
    },
    see="See: ",
    related="The article does not say this.",
    contradicted="The article says otherwise than the question assumes.",
    nothing="The article does not say this, and nothing in it comes near.",
    nothing_newer="The article only tells of the time when it was written; it says nothing of what came after.",
    nothing_newer_dated="The article was written {date}; it says nothing of what came after.",
    help_title="I answer questions from articles and quote the original word for word.",
    help_how=(
        "/nvcn your question: only you see the answer",
        "mention me with a question in a channel: I answer in a thread for everybody",
        "mention me in a thread: I follow up on the earlier questions; without words, I answer the message before",
        "/nvcn help: shows this",
    ),
    help_knows="Articles I have read:",
    help_examples="You could ask:",
    help_honest=(
        "I write no text of my own: what you see are curated facts and quotations. "
        "What the article does not say, I tell you so."
    ),
    welcome=(
        "Hello! Mention me together with a question, or mention me in a thread and I will answer the message before."
    ),
    empty="I see no question. Write what you would like to know, for example a sentence after /nvcn.",
    too_long="That question is too long ({length} characters). Please ask in a sentence or two ({most} at most).",
    failed="Something went wrong and I could not answer. Please try again; if it keeps failing, tell your admin.",
    thread_unreadable=(
        "I cannot read the messages of this thread. Please invite me to the channel, or mention me with a question."
    ),
    joint=" · ",
    open_quote="\u201c",
    close_quote="\u201d",
)
