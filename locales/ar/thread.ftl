# ما يقال ويحدث تحت الموضوع.
thread-comments = التعليقات
thread-comment-by = تعليق من { $name }
thread-comment-removed = أزيل هذا التعليق.
thread-official = جواب رسمي
thread-is-official = هذا جواب رسمي
thread-began = صاحب الموضوع
thread-edited = معدّل
thread-edited-more = : ما الذي تغيّر
thread-answering-html = ردًا على <a href="{ $href }"><bdi>@{ $handle }</bdi></a>
# يقف بعد “رد”.
thread-reply-to = على { $name }
# يقف بعد “تعديل” و“إزالة”.
thread-the-comment-by = تعليق { $name }
# ‏$told يكمل الجملة بعد الاسم.
thread-note-html = <b>{ $who }</b> { $told }، { $time }
thread-note-someone = أحدهم { $told }، { $time }
thread-more-answers = ردود أخرى على تعليق في الصفحة السابقة
thread-from-first = من أول تعليق
thread-empty = لم يقل أحد شيئًا بعد.
thread-more = المزيد من التعليقات
thread-pages = صفحات التعليقات
thread-closed = التعليقات مغلقة.
thread-add = شارك برأيك
thread-your-comment = تعليقك
thread-hint = يمكنك استخدام Markdown. اكتب @ ثم الاسم لتنبّه أحدًا.
thread-send = علّق
