"""Block Kit's rules: which blocks Slack takes and which it refuses, and why."""
