# What is said about requests before any page is reached.
web-other-site = This came from another site's page. Open the page here and send it again.
web-form-not-whole = This form did not arrive whole. Please send it again.
web-address-unread = The address cannot be understood: { $told }.
