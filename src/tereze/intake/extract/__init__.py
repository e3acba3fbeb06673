"""From the text of a document to drafts with exact places in it: dates, people, places, statements, positions."""
