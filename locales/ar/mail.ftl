# الرسائل البريدية والصفحة التي تحفظها.
mail-trial-subject = البريد يصل
mail-trial-words = هذه تجربة. إذا كنت تقرأها فالموقع يستطيع إرسال البريد.
mail-trial-link = إلى صندوق الصادر
mail-trial-why = تصلك هذه الرسالة لأنك طلبتها في صفحة صندوق الصادر.
mail-refused = رفض خادم بريد عنوانك، لذلك لا يصلك بريد من هنا.
mail-refused-link = تحقق من عنوانك
mail-refused-since = يرفض خادم بريد هذا العنوان منذ { $date }. قال:
mail-refused-again = يعمل من جديد
mail-refused-tried-again = يُرسل البريد إلى عنوانك من جديد.
outbox-title = البريد
outbox-told = كل رسالة يرسلها هذا الموقع وما حلّ بها. تُحفظ المنتهية منها 30 يومًا.
outbox-no-server = لم يُضبط خادم بريد.
outbox-no-server-told = تنتظر الرسائل هنا ويمكن قراءتها هنا. لإرسالها شغّل الموقع مع عنوان خادم:
outbox-which = أي الرسائل
outbox-state = الحالة
outbox-state-all = الكل
outbox-state-waiting = تنتظر
outbox-state-sent = أُرسلت
outbox-state-refused = رُفضت
outbox-state-withheld = محجوزة
outbox-state-expired = فات أوانها
outbox-subject = الموضوع
outbox-to = إلى
outbox-written = كُتبت
outbox-pages = رسائل أخرى
outbox-none = لا توجد رسالة هنا.
outbox-trial = أرسل تجربة إلى نفسك
outbox-trial-kept = التجربة في صندوق الصادر.
outbox-trial-no-address = ليس لحسابك عنوان. أضف عنوانًا في إعداداتك أولًا.
outbox-letter-told = رسالة إلى { $address }.
outbox-attempts = { $n ->
    [zero] لم تُجرَّب بعد
    [one] جُرّبت مرة واحدة
    [two] جُرّبت مرتين
    [few] جُرّبت { $n } مرات
    [many] جُرّبت { $n } مرة
   *[other] جُرّبت { $n } مرة
}
outbox-due = المحاولة التالية { $date }
outbox-server-said = قال الخادم:
outbox-again = أرسلها مرة أخرى
outbox-sent-again = ستُرسل الرسالة مرة أخرى.
outbox-forgotten = كان نصها يُدخل أحدًا فنُسي عند إرسالها.
