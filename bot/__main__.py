"""`python -m bot`, the same as `nvcn`."""

from bot.cli import main

main()
