# المواضيع من كل نوع.
topic-edited = عُدّل { $time }
topic-is-removed = أزيل هذا: لا يراه إلا كاتبه وفريق الموقع.
topic-put-back = أعده
topic-imported = مستورد من مكان آخر
topic-spoken-of = ذُكر في
topic-data = هذه الصفحة كبيانات
topic-title-says-it-all = العنوان يقول كل شيء.
topic-about-page = عن هذه الصفحة
topic-become-wish = هل صار أمنية؟
topic-become-wish-html = <a href="{ $href }">اقترح ما ينبغي أن يصبح أسهل.</a> يمكن للآخرين أن يدعموه.

# الرد والتعديل.
topic-comment = تعليق
topic-reply-title = رد: { $title }
topic-reply-to-html = رد على <bdi>{ $name }</bdi>
topic-your-answer = ردك
topic-comment-answered = التعليق الذي ترد عليه
topic-comment-edit = تعديل التعليق
topic-comment-edit-title = تعديل تعليقك: { $title }
topic-comment-edit-hint = يمكنك استخدام Markdown. يبقى النص السابق مقروءًا تحت “معدّل”.
topic-stale-html = غيّر أحدهم هذا وأنت تكتب. <a href="{ $href }">اقرأه كما هو الآن</a>؛ كلماتك في الأسفل، وحفظها يحل محل كلماته.
topic-edit = { $kind ->
    [proposal] تعديل هذا الاقتراح
    [discussion] تعديل هذا النقاش
    [announcement] تعديل هذا الإعلان
   *[other] تعديل هذا
}
topic-edit-title = تعديل: { $title }
topic-edit-told = يبقى النص السابق مقروءًا تحت “معدّل”.
topic-removal = { $what ->
    [topic] إزالة هذا الموضوع؟
    [comment] إزالة هذا التعليق؟
   *[other] إزالة هذا؟
}
topic-removal-title = { $what ->
    [topic] إزالة هذا الموضوع
    [comment] إزالة هذا التعليق
   *[other] إزالة هذا
}
topic-remove-it = أزله
topic-keep-it = أبقه

# ما الذي تغيّر.
topic-changes = ما الذي تغيّر
topic-changes-title = ما الذي تغيّر: { $title }
topic-changes-on = ما الذي تغيّر في { $date }، { $number }
topic-changed-by = غيّره { $who }
topic-title-was-html = كان العنوان <del><bdi>{ $before }</bdi></del>.
topic-title-became-html = كان العنوان <del><bdi>{ $before }</bdi></del> وصار <ins><bdi>{ $after }</bdi></ins>.
topic-lines-unchanged = { $n ->
    [one] … سطر واحد لم يتغيّر
    [two] … سطران لم يتغيّرا
    [few] … { $n } أسطر لم تتغيّر
    [many] … { $n } سطرًا لم يتغيّر
   *[other] … { $n } سطر لم يتغيّر
}
topic-only-tags-changed = لم تتغيّر إلا وسوم أو مسافات.
topic-nothing-changed = لم يتغيّر شيء
topic-nothing-changed-told = النص كما كُتب أول مرة. كلما عُدّل بقي ما كان قبله مقروءًا هنا.

# النقاشات والإعلانات.
topic-discussions-told = كيف يعمل الناس اليوم. ومنه تنمو الاقتراحات.
topic-discussions-empty = لم يقل أحد شيئًا بعد
topic-discussions-empty-told = النقاشات عن طريقة عمل الناس اليوم. ومنها تنمو الاقتراحات.
topic-start-discussion = ابدأ نقاشًا
topic-start-discussion-told = كيف تعمل اليوم، وماذا تود أن تعرف من الآخرين؟
topic-start-first = ابدأ أول نقاش
topic-start-it = ابدأ
topic-search-discussions = ابحث في النقاشات
topic-see-all-discussions = شاهد كل النقاشات
topic-announcements-told = ما يقوله من يبنون هذا.
topic-announcements-link = ما يقوله من يبنون هذا
topic-announcements-empty = لم يُعلن شيء بعد
topic-announcements-empty-told = هنا ستكون أخبار ما نُفّذ وما سيأتي.
topic-announce = أعلن شيئًا
topic-announce-told = ما الذي يتغيّر، ولمن، وماذا عليهم أن يفعلوا.
topic-announce-it = أعلن
topic-search-announcements = ابحث في الإعلانات
topic-see-all-announcements = شاهد كل الإعلانات
topic-see-proposals = شاهد ما يطلبه الناس
topic-nothing-fits = لا شيء هنا كهذا، أو لا شيء بعد.
topic-what-is-it = ما هو؟
topic-talk-back = شارك برأيك
topic-talk-back-html = قل ما تراه <a href="{ $discussions }">في نقاش</a>، أو <a href="{ $proposals }">اطلب شيئًا</a>.

# الوسوم.
topic-tags-told = أسماء ما يتحدث عنه الناس، الأكثر استخدامًا أولًا.
topic-tags-empty = لا وسوم بعد
topic-tags-empty-told = الوسوم تجمع ما يدور حول الشيء نفسه. من يقترح شيئًا يمكنه أن يعطيه خمسة على الأكثر.
