"""An optional language model: any OpenAI-compatible server that the user names. Off by default; only suggestions."""
