# خارطة الطريق.
roadmap-heading = خارطة الطريق
roadmap-told = أين تقف أكثر الاقتراحات طلبًا في طريقها.
roadmap-paved-link = ما أُنجز
roadmap-filter = تصفية
roadmap-board = القسم
roadmap-tag = الوسم
roadmap-want = { $n ->
    [zero] لا أحد يريد هذا
    [one] شخص واحد يريد هذا
    [two] شخصان يريدان هذا
    [few] { $n } أشخاص يريدون هذا
    [many] { $n } شخصًا يريدون هذا
   *[other] { $n } شخص يريدون هذا
}
roadmap-more-than = أكثر من { $n }
roadmap-column-empty = لا شيء هنا الآن.
roadmap-all = كلها
roadmap-empty = لا توجد خارطة طريق بعد
roadmap-empty-told = لا توجد حالة على خارطة الطريق.
roadmap-to-proposals = إلى الاقتراحات
roadmap-move = انقل
roadmap-move-to = انقل إلى
roadmap-response = رد رسمي (اختياري)
roadmap-response-hint = يقرؤه كل من يريد هذا.
roadmap-no-step = { $status }: ليس من هنا
roadmap-no-step-here = لا يمكن من هناك إلى { $status }
roadmap-dropped = اذكر السبب إن شئت ثم أكّد:
roadmap-moved = «{ $title }» الآن: { $status }.
