# المواضيع بأنواعها والتعليقات والأقسام والقوائم: ما يقوله البرنامج عنها.
sort-hot = الرائج
sort-surging = الصاعد
sort-top = الأكثر تأييدًا
sort-new = الأحدث
sort-discussed = قيد النقاش
sort-unanswered = بلا رد
topics-discussions = النقاشات
topics-announcements = الإعلانات
narrowed-board = في القسم { $value }
narrowed-status = بالحالة { $value }
narrowed-tag = بالوسم { $value }
narrowed-by = كتبه { $value }
narrowed-q = فيه { $value }
narrowed-field = { $field }: { $value }
list-other-place = هذا الموضع من قائمة أخرى.
board-only = في هذا القسم { $act ->
        [propose] بدء المواضيع
        [comment] التعليق
       *[vote] التصويت
    } { $who ->
        [staff] لفريق الموقع
       *[members] للأعضاء
    } فقط.
board-choose = اختر قسمًا يحق لك أن تبدأ فيه المواضيع.
board-choose-audience = اختر الضيوف أو الأعضاء أو الفريق.
board-address-taken = هذا العنوان لقسم آخر.
topic-is-here = نُشر موضوعك.
topic-changed = تم التغيير. النص السابق محفوظ تحت “معدّل”.
topic-removal-told = { $comments ->
    [0] لن يراه أحد سواك أنت والفريق. يمكنك إعادته.
    [one] لن يراه هو وتعليقه أحد سواك أنت والفريق. يمكنك إعادته.
    [two] لن يراه هو وتعليقيه أحد سواك أنت والفريق. يمكنك إعادته.
    [few] لن يراه هو وتعليقاته الـ{ $comments } أحد سواك أنت والفريق. يمكنك إعادته.
   *[other] لن يراه هو وتعليقاته ({ $comments }) أحد سواك أنت والفريق. يمكنك إعادته.
}
topic-removed = أزيل. يمكنك إعادته من الأسفل.
topic-is-back = عاد إلى مكانه.
topic-not-yours = لا يحق تغيير هذا إلا لكاتبه وللفريق.
topic-final = الحالة “{ $status }” نهائية: يبقى النص كما هو.
topic-staff-move = الفريق وحده ينقل المواضيع بين الأقسام.
topic-staff-restore = أزال الفريق هذا، والفريق وحده يستطيع إعادته.
topic-proposals-elsewhere = قدّم اقتراحك حيث تُقدَّم الاقتراحات.
announcement-staff-only = الإعلانات للفريق وحده.
discussion-no-board = لا يوجد قسم يحق لك أن تبدأ فيه نقاشًا.
tags-at-most = { $max ->
    [few] استعمل { $max } وسوم على الأكثر.
   *[other] استعمل { $max } وسمًا على الأكثر.
}
tag-too-long = “{ $name }” أطول من أن يكون وسمًا؛ استعمل { $max } حرفًا أو رقمًا على الأكثر.
comment-empty = اكتب شيئًا أولًا.
comment-is-in = نُشر تعليقك.
comment-changed = تم التغيير.
comment-removed = أزيل التعليق.
comment-removal-told = لن يرى أحد كلماته بعد الآن، وتبقى الردود عليه.
comment-parent-gone = التعليق الذي ترد عليه لم يعد في هذا الموضوع.
comment-staff-official = الرد الرسمي للفريق وحده.
comments-after-removal = أزيل هذا ولم يعد يقبل التعليقات.
comments-closed-by-status = التعليقات مغلقة: الحالة الآن “{ $status }”.
comments-unknown-place = هذا الموضع بين التعليقات غير معروف. ابدأ من جديد من أول صفحة في الموضوع.
extra-app-name = استعمل من 1 إلى 40 من a–z و0–9 و- و_ و. اسمًا للبرنامج.
extra-too-large = احفظ 16 KiB على الأكثر.
extra-many-keys = استعمل { $max } مفتاحًا على الأكثر في المستوى الأعلى.
extra-of-another = حقول “{ $app }” يحفظها شخص آخر. استعمل اسمًا آخر.
