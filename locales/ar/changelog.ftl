# ما تم بناؤه: الإصدارات.
changelog-heading = أُنجز
changelog-told = ما الذي بُني، ومتى، ولمن الشكر.
changelog-write = اكتب إصدارًا
changelog-write-first = اكتب أول إصدار
changelog-drafts = المسودات
changelog-draft = مسودة
changelog-end = هنا تنتهي القائمة.
changelog-empty = لم يُنجز شيء بعد
changelog-empty-told = حين يُبنى شيء طلبه الناس سيظهر هنا، مع الشكر لمن طلبوه.
changelog-older = الأقدم
changelog-aside = المزيد
changelog-next = ما القادم
changelog-next-told = ما هو مخطط له، وقيد العمل، وعلى وشك الاكتمال.
changelog-see-roadmap = اطّلع على خارطة الطريق
changelog-hear = تابع الجديد
changelog-feed-title = { $site }: ما تم بناؤه
changelog-where = أين أنت
changelog-wanted = { $n ->
    [zero] لم يطلب هذا أحد
    [one] شخص واحد أراد هذا
    [two] شخصان أرادا هذا
    [few] { $n } أشخاص أرادوا هذا
    [many] { $n } شخصًا أرادوا هذا
   *[other] { $n } شخص أرادوا هذا
}
changelog-more-paved = { $n ->
    [zero] لا اقتراحات
    [one] اقتراح واحد
    [two] الاقتراحان كلاهما
    [few] الاقتراحات الـ{ $n } كلها
    [many] الاقتراحات الـ{ $n } كلها
   *[other] الاقتراحات الـ{ $n } كلها
}
changelog-thanks = الشكر لـ { $who }
changelog-paves = ما الذي أُنجز به
changelog-all = كل ما أُنجز
changelog-only-staff = لا يراه حتى الآن إلا الفريق
changelog-pave = { $n ->
    [zero] لا اقتراحات مفتوحة لنقلها
    [one] انقل الاقتراح المفتوح الوحيد إلى «أُنجز»
    [two] انقل الاقتراحين المفتوحين إلى «أُنجز»
    [few] انقل { $n } اقتراحات مفتوحة إلى «أُنجز»
    [many] انقل { $n } اقتراحًا مفتوحًا إلى «أُنجز»
   *[other] انقل { $n } اقتراح مفتوح إلى «أُنجز»
}
changelog-pave-hint = سيُخبَر بذلك كل من أرادها.
changelog-publish = انشر
changelog-edit = عدّل
changelog-discard = تخلّص منها
changelog-discard-told = تزول المسودة نهائيًا، وتبقى اقتراحاتها كما هي.
changelog-discard-now = تخلّص من المسودة
changelog-withdraw = أعدها مسودة
changelog-new-heading = اكتب إصدارًا
changelog-edit-heading = عدّل الإصدار
changelog-form-told = يبقى مسودة إلى أن تنشره.
changelog-title = ما الجديد؟
changelog-title-hint = في كلمات قليلة: «بحث أسرع، وبريد أهدأ».
changelog-body = حدّث عنه
changelog-body-hint = ماذا يستطيع الناس الآن مما لم يستطيعوه من قبل؟ يمكنك استخدام Markdown.
changelog-proposals = أي اقتراحات يُنجزها؟
changelog-proposals-hint = واحد في كل سطر، برقمه أو عنوانه. ما بعد الرقم لك وحدك.
changelog-people = من يستحق الشكر؟
changelog-people-hint = المعرّفات، تفصل بينها فواصل.
changelog-day = منذ متى؟
changelog-day-hint = إن تركته فارغًا فهو يوم النشر.
changelog-keep = احتفظ به مسودة
changelog-cancel = إلغاء
changelog-draft-kept = حُفظ مسودة. راجعه ثم انشره.
changelog-changed = تم التغيير.
changelog-published = نُشر. يستطيع الجميع قراءته الآن.
changelog-withdrawn = عاد مسودة، ولا يراه إلا الفريق.
changelog-discarded = زالت المسودة.
changelog-title-length = استخدم من 1 إلى { $max } حرفًا.
changelog-title-marks = احذف العلامات التي تغيّر اتجاه الكتابة.
changelog-day-unread = اكتب اليوم هكذا: 2026-03-14.
changelog-proposal-unread = ابدأ هذا السطر برقم اقتراح: «{ $line }».
changelog-too-many = سمِّ { $max } على الأكثر.
changelog-nobody = لا أحد هنا باسم { $handle }.
changelog-no-proposal = لا يوجد اقتراح { $id }.
changelog-cannot-pave = لا يمكن أن يصبح «{ $title }» منجزًا من حيث هو الآن. { $why }
changelog-withdraw-first = هذا منشور. أعده مسودة أولًا.
changelog-paved-in = أُنجز في { $release }
