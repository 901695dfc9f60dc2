# The API's description; what describes the operations is the API's own, in English.
developer-told-html = Everything the pages can do, as JSON. Reading needs no key; writing needs <a href="{ $tokens }">a token of yours</a>. The whole of it as <a href="{ $openapi }">OpenAPI 3.1</a>.
developer-on-page = On this page
developer-start = Start
developer-where = Where
developer-where-told-html = Every address begins with <code>{ $base }</code>. Any page of a topic also answers as data: put <code>.json</code> or <code>.md</code> after its address.
developer-tokens = Tokens
developer-tokens-told-html = Send <code>Authorization: Bearer cow_…</code>. A token does no more than its scopes and its owner may. Without one you see what everyone sees.
developer-lists = Lists
developer-lists-told-html = An answer holds <code>data</code> and <code>next</code>. Follow <code>next</code> until it is null; ask for up to 100 at once with <code>limit</code>.
developer-etag = Not asking twice
developer-etag-told-html = Every answer to a GET has an <code>ETag</code>. Send it back as <code>If-None-Match</code> and get 304 if nothing changed.
developer-if-match = Not writing over others
developer-if-match-told-html = Send the <code>ETag</code> of what you read as <code>If-Match</code> with your change. If someone was faster you get 412 and nothing is lost.
developer-retry = Trying again
developer-retry-told-html = Send a write with an <code>Idempotency-Key</code> of your own making. If the line breaks, send the same again within two days: you get the first answer, and nothing is done twice.
developer-limits = Limits
developer-limits-told-html = { $requests } requests and { $writes } writes a minute. <code>RateLimit</code> says what is left; after 429, wait as many seconds as <code>Retry-After</code> says.
developer-extra = Free fields
developer-extra-told = Keep up to 16 KiB of JSON of your own beside any topic, comment or vote, under the name of your program, and find things by it again.
developer-cors = From a page
developer-cors-told = Other origins may ask; the token goes in the header, cookies count for nothing here.
developer-problems = Problems
developer-problems-told-html = Whatever fails answers as <code>application/problem+json</code>: a <code>type</code> that leads to this table, the <code>status</code>, a <code>title</code> for people, and <code>errors</code> per field where fields are at fault.
developer-type = Type
developer-status = Status
developer-meaning = What it means

# One operation.
developer-needs-scope-html = Needs a token with <code>{ $scope }</code>.
developer-needs-token = Needs a token.
developer-parameters = Parameters
developer-body = Body
developer-fields = Fields
developer-in-place = in the { $place }
developer-needed = needed
developer-answer = Answer: { $status }
developer-answers = Answers { $status }.
developer-answers-bare = Answers { $status }, without a body.
