# What is the reader's own: what they follow, read, keep, and whom they ignore.
mine-heading = لك
level-watching = مراقبة
level-watching-told = يصلك كل موضوع جديد وكل تعليق جديد.
level-tracking = متابعة
level-tracking-told = تُعدّ التعليقات الجديدة وتظهر ضمن «غير المقروء».
level-decisions = القرارات فقط
level-decisions-told = يصلك خبر حين تتغير الحالة، أو حين يرد عليك أحد أو يناديك.
level-normal = عادي
level-normal-told = يصلك خبر فقط حين يرد عليك أحد أو يناديك.
level-muted = صامت
level-muted-told = لا يصلك شيء، وتعرضه القوائم باهتًا.
follow-now-watching = أنت تراقب هذا
follow-now-tracking = أنت تتابع هذا
follow-now-decisions = تصلك القرارات
follow-now-normal = متابعة
follow-now-muted = أسكتَّ هذا
follow-legend = كم تريد أن يصلك؟
follow-save = حفظ
follow-no-such-level = اختر أحد المستويات.
follow-done-watching = يصلك كل جديد هنا.
follow-done-tracking = تُعدّ لك التعليقات الجديدة هنا.
follow-done-decisions = يصلك خبر حين تتغير حالة هنا.
follow-done-normal = يصلك خبر حين يرد عليك أحد أو يناديك.
follow-done-muted = صامت. لن يصلك منه شيء.
follow-done-left = أُلغي اختيارك.
follow-sign-in = سجّل الدخول لتتابع.
following-title = ما تتابعه
following-intro = ما تراقبه أو تتابعه أو أسكتَّه. وما تبدؤه أو تعلّق عليه أو تصوّت له يُتابَع تلقائيًا.
following-empty = لا تتابع شيئًا بعد. افتح موضوعًا واختر «متابعة» بجانبه.
following-chosen = من اختيارك
following-itself = تلقائيًا
following-kind-topic = موضوع
following-kind-board = لوحة
following-kind-tag = وسم
following-take-back = إلغاء هذا الاختيار
unread-title = غير المقروء
unread-intro = الجديد فيما تتابعه.
unread-empty = لا جديد
unread-empty-told = قرأت كل ما تتابعه.
unread-mark-all = اعتبار الكل مقروءًا
unread-mark = اعتباره مقروءًا
unread-all-marked = صار كل شيء مقروءًا.
unread-topic-marked = صار مقروءًا.
unread-new = { $n ->
    [zero] لا جديد
    [one] جديد واحد
    [two] جديدان
    [few] { $n } جديدة
    [many] { $n } جديدًا
   *[other] { $n } جديد
}
unread-new-topic = موضوع جديد
unread-jump = { $n ->
    [zero] إلى التعليقات
    [one] إلى التعليق الجديد
    [two] إلى أول التعليقين الجديدين
    [few] إلى أول { $n } تعليقات جديدة
    [many] إلى أول { $n } تعليقًا جديدًا
   *[other] إلى أول { $n } تعليق جديد
}
unread-since = جديد منذ زيارتك الأخيرة
bookmark-add = حفظ للرجوع إليه
bookmark-drop = إزالة الإشارة
bookmark-kept = حُفظ ضمن إشاراتك المرجعية.
bookmark-dropped = أُزيلت الإشارة المرجعية.
bookmark-note-long = استخدم { $n } حرف على الأكثر.
bookmark-comment-by = تعليق { $who }
bookmarks-title = الإشارات المرجعية
bookmarks-intro = ما تحفظه لتعود إليه. لا يراه سواك.
bookmarks-comment = تعليق من { $who }
bookmarks-note = ملاحظة
bookmarks-add-note = إضافة ملاحظة
bookmarks-change-note = تغيير الملاحظة
bookmarks-end = هنا تنتهي القائمة.
bookmarks-empty = لم تحفظ شيئًا بعد
bookmarks-empty-told = في المواضيع والتعليقات زر «حفظ للرجوع إليه»، وما تحفظه به تجده هنا.
bookmarks-to-proposals = عرض كل المقترحات
ignore-press = تجاهل
ignore-heed = إيقاف التجاهل
ignore-oneself = لا يمكنك تجاهل نفسك.
ignore-done = أنت تتجاهل { $who } الآن، وما يكتبه سيظهر مطويًا.
ignore-undone = ستقرأ { $who } من جديد.
ignore-folded = أنت تتجاهل { $who }. إظهار
ignore-folded-topic = موضوع من { $who } الذي تتجاهله. إظهار
ignored-title = من تتجاهلهم
ignored-intro = ما يكتبونه يظهر مطويًا، ومناداتهم لك لا تُحتسب. لا يُخبَرون بذلك. وتبقى الردود الرسمية للفريق ظاهرة دائمًا.
ignored-empty = لا تتجاهل أحدًا.
settings-heading = الإعدادات
scope-following = المتابعة والحفظ والتجاهل واعتبار المواضيع مقروءة
unread-mark-new = جديد
bookmark-mark = محفوظ
