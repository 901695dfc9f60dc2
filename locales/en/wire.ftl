# What the API says about requests.
wire-ask-for = Ask for 1 to { $max }.
wire-send-json = Send the body as application/json.
wire-send-object = Send a JSON object as the body.
wire-not-utf8 = The body is not UTF-8.
wire-not-json = The body is not JSON: { $told }.
wire-key = Use 1 to { $max } plain characters.
wire-key-used = This key was used for another request. Use a new one.
