# Keyboard shortcuts.
keys-heading = Keyboard shortcuts
keys-told = They work while you are not writing. You can switch them off in your settings.
keys-help = This list
keys-search = Search
keys-propose = Propose something
keys-next = To the next row
keys-before = To the row before
keys-vote = Vote for the row you are on
keys-home = To the first page
keys-proposals = To the proposals
keys-discussions = To the discussions
keys-roadmap = To the roadmap
keys-changelog = To what was paved
keys-escape = Close what is open
keys-close = Close
