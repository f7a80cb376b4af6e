"""Articles in, facts and answers out. Knows nothing of Slack."""
