# ما تقوله الواجهة البرمجية عن الطلبات.
wire-ask-for = اطلب من 1 إلى { $max }.
wire-send-json = أرسل المحتوى بصيغة application/json.
wire-send-object = أرسل المحتوى كائن JSON.
wire-not-utf8 = المحتوى ليس UTF-8.
wire-not-json = المحتوى ليس JSON: { $told }.
wire-key = { $max ->
    [few] استعمل من 1 إلى { $max } أحرف بسيطة.
    [many] استعمل من 1 إلى { $max } حرفًا بسيطًا.
   *[other] استعمل من 1 إلى { $max } حرف بسيط.
}
wire-key-used = استُعمل هذا المفتاح لطلب آخر. استعمل مفتاحًا جديدًا.
