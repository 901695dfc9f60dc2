# Why another server is not asked, or did not answer.
fetch-refused-unreadable = This is no web address. Write it as https://example.org/path.
fetch-refused-scheme = Use an address that begins with https:// or http://.
fetch-refused-credentials = Leave user name and password out of the address.
fetch-refused-port = Port { $port } is not allowed. Use 443 or 80, or ask whoever runs this site to allow it.
fetch-refused-private = This address leads into a private network. Use one that everyone on the internet reaches, or ask whoever runs this site to allow it.
fetch-refused-weaker = The server leads from https to http, where anyone could listen.
fetch-unreachable = Nobody answers there: { $why }
fetch-slow = The answer took too long.
fetch-odd = What came back is no answer of the web: { $why }
fetch-too-long = The answer is too large.
fetch-too-many-turns = The server leads on and on.
fetch-unfit = This cannot be sent: { $why }
