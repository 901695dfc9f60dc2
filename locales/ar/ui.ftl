# كلمات تشترك فيها صفحات كثيرة.
ui-proposals = الاقتراحات
ui-discussions = النقاشات
ui-announcements = الإعلانات
ui-discussion = نقاش
ui-announcement = إعلان
ui-all-proposals = كل الاقتراحات
ui-tags = الوسوم
ui-tags-hint = خمسة على الأكثر، تفصل بينها فواصل.
ui-tags-used = وسوم مستخدمة
ui-board = القسم
ui-boards = الأقسام
ui-title = العنوان
ui-text = النص
ui-details = التفاصيل
ui-easier = ما الذي ينبغي أن يصبح أسهل؟
ui-markdown = يمكنك استخدام Markdown.
ui-search = بحث
ui-search-proposals = ابحث في الاقتراحات
ui-sort = الترتيب
ui-filter = التصفية
ui-nothing-fits = لا شيء يطابق
ui-nothing-yet = لا شيء هنا بعد
ui-list-ends = هنا تنتهي القائمة.
ui-more = المزيد
ui-propose = اقترح شيئًا
ui-sign-in = تسجيل الدخول
ui-save = حفظ
ui-cancel = إلغاء
ui-edit = تعديل
ui-remove = إزالة
ui-reply = رد
ui-go-back = رجوع
ui-copy = نسخ
ui-copied = نُسخ
ui-where-you-are = مكانك هنا
ui-what-to-do = ما العمل
# يقف بين أجزاء القائمة.
ui-comma = ،
ui-comments = { $n ->
    [zero] لا تعليقات
    [one] تعليق واحد
    [two] تعليقان
    [few] { $n } تعليقات
    [many] { $n } تعليقًا
   *[other] { $n } تعليق
}
ui-by-asked = اقتراح من { $who }، { $time }
ui-by-told = إعلان من { $who }، { $time }
ui-by-started = نقاش من { $who }، { $time }
ui-role-guest = ضيف
ui-role-member = عضو
ui-role-moderator = مشرف
ui-role-admin = مدير

# النماذج.
ui-optional = (اختياري)
ui-kept = لم يضع شيء مما كتبته.
ui-errors = { $n ->
    [one] شيء واحد يحتاج إلى نظرة أخرى
    [two] شيئان يحتاجان إلى نظرة أخرى
    [few] { $n } أشياء تحتاج إلى نظرة أخرى
    [many] { $n } شيئًا يحتاج إلى نظرة أخرى
   *[other] { $n } شيء يحتاج إلى نظرة أخرى
}
ui-importance = ما مدى أهميته لك؟
ui-importance-none = لم يُذكر
ui-importance-nice = حبّذا لو كان
ui-importance-important = مهم
ui-importance-essential = لا غنى عنه

# الحالات التي يبدأ بها موقع جديد.
status-open = مفتوح
status-under-review = قيد المراجعة
status-planned = مخطط له
status-in-progress = قيد التنفيذ
status-preview = معاينة
status-paved = منفّذ
status-declined = مرفوض
status-duplicate = مكرر
status-archived = مؤرشف
