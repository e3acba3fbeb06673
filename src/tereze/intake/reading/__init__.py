"""Documents into text: each format by a reader that renders nothing, runs nothing, fetches nothing and has limits."""
