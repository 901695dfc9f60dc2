# وصف API؛ وما يصف العمليات من API نفسها وبالإنجليزية.
developer-told-html = كل ما تستطيعه الصفحات، بصيغة JSON. القراءة لا تحتاج إلى مفتاح؛ والكتابة تحتاج إلى <a href="{ $tokens }">مفتاح لك</a>. وكلها على شكل <a href="{ $openapi }">OpenAPI 3.1</a>.
developer-on-page = في هذه الصفحة
developer-start = البداية
developer-where = أين
developer-where-told-html = كل عنوان يبدأ بـ <code dir="ltr">{ $base }</code>. وكل صفحة موضوع تجيب كبيانات أيضًا: ضع <code dir="ltr">.json</code> أو <code dir="ltr">.md</code> بعد عنوانها.
developer-tokens = المفاتيح
developer-tokens-told-html = أرسل <code dir="ltr">Authorization: Bearer cow_…</code>. لا يفعل المفتاح أكثر مما تسمح به صلاحياته وصاحبه. وبدونه ترى ما يراه الجميع.
developer-lists = القوائم
developer-lists-told-html = في الجواب <code>data</code> و<code>next</code>. اتبع <code>next</code> حتى يصير null؛ واطلب حتى 100 دفعة واحدة باستخدام <code>limit</code>.
developer-etag = كي لا تسأل مرتين
developer-etag-told-html = لكل جواب على GET وسم <code>ETag</code>. أعد إرساله في <code>If-None-Match</code> تحصل على 304 إن لم يتغيّر شيء.
developer-if-match = كي لا تكتب فوق غيرك
developer-if-match-told-html = أرسل <code>ETag</code> ما قرأته في <code>If-Match</code> مع تغييرك. إن سبقك أحد حصلت على 412 ولم يضع شيء.
developer-retry = المحاولة من جديد
developer-retry-told-html = أرسل مع الكتابة <code>Idempotency-Key</code> من صنعك. إن انقطع الاتصال فأرسل الشيء نفسه خلال يومين: تحصل على الجواب الأول ولا يُفعل شيء مرتين.
developer-limits = الحدود
developer-limits-told-html = { $requests } طلب و{ $writes } كتابة في الدقيقة. يقول <code>RateLimit</code> ما بقي؛ وبعد 429 انتظر من الثواني ما يقوله <code>Retry-After</code>.
developer-extra = حقول حرة
developer-extra-told = احفظ حتى 16 KiB من JSON خاص بك بجانب أي موضوع أو تعليق أو صوت، باسم برنامجك، وابحث به عنها لاحقًا.
developer-cors = من صفحة أخرى
developer-cors-told = يحق لمواقع أخرى أن تسأل؛ المفتاح يوضع في ترويسة الطلب، ولا قيمة لملفات الارتباط هنا.
developer-problems = المشكلات
developer-problems-told-html = كل ما يفشل يجيب بصيغة <code dir="ltr">application/problem+json</code>: فيه <code>type</code> يقود إلى هذا الجدول، و<code>status</code>، و<code>title</code> للناس، و<code>errors</code> لكل حقل فيه خطأ.
developer-type = النوع
developer-status = الرمز
developer-meaning = معناه

# عملية واحدة.
developer-needs-scope-html = تحتاج إلى مفتاح فيه <code dir="ltr">{ $scope }</code>.
developer-needs-token = تحتاج إلى مفتاح.
developer-parameters = المعاملات
developer-body = المحتوى
developer-fields = الحقول
developer-in-place = { $place ->
    [path] في المسار
    [query] في الاستعلام
    [header] في الترويسة
   *[other] { $place }
}
developer-needed = مطلوب
developer-answer = الجواب: { $status }
developer-answers = تجيب { $status }.
developer-answers-bare = تجيب { $status } بلا محتوى.
