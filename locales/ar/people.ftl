# ما لكل شخص هنا: تفضيلاته، وما كتبه، وبياناته، وطريق الخروج.
people-reserved = الأسماء التي تبدأ بـ“deleted-” محفوظة لمن غادروا. اختر اسمًا آخر.
people-choose = اختر شيئًا من القائمة.
people-unknown-zone = هذه المنطقة الزمنية غير معروفة. اختر واحدة من القائمة، مثل Europe/Berlin.
people-as-site = كما في الموقع
people-preferences-kept = حُفظت تفضيلاتك.
people-not-password = هذه ليست كلمة مرورك.
people-gone = حُذف حسابك. شكرًا لوجودك هنا.
people-settings = الإعدادات
people-preferences = التفضيلات
people-data = بياناتك
people-preferences-told = كيف يبدو لك الموقع وبأي لغة يخاطبك. لا يرى هذا أحد سواك.
people-theme = فاتح أم داكن
people-theme-system = مثل جهازك
people-theme-light = فاتح
people-theme-dark = داكن
people-density = المساحة
people-density-comfortable = مريحة
people-density-compact = متراصة
people-language = اللغة
people-zone = المنطقة الزمنية
people-zone-hint = تُعرض بها الأوقات الدقيقة.
people-landing = من أين تبدأ
people-landing-hint = بعد تسجيل الدخول، وحين تتبع اسم الموقع.
people-landing-home = الصفحة الأولى
people-landing-proposals = الاقتراحات
people-landing-discussions = النقاشات
people-landing-announcements = الإعلانات
people-landing-following = ما أتابعه
people-sort = ترتيب الاقتراحات
people-shortcuts = اختصارات لوحة المفاتيح
people-shortcuts-hint = مفاتيح مفردة تؤدي أعمالًا؛ اضغط ? لتراها.
people-save = احفظ
people-data-told = كل ما يحفظه هذا الموقع عنك، في ملف واحد تحتفظ به أو تأخذه إلى مكان آخر.
people-data-holds = فيه حسابك وتفضيلاتك ومواضيعك وتعليقاتك وأصواتك مع أسبابها والنصوص السابقة وما فعلته ومتى، كل منها بصيغة JSON. ليست فيه كلمات المرور ولا الرموز: لا تُحفظ هنا إلا بصماتها.
people-data-download = نزّل بياناتي
people-password = كلمة مرورك
people-password-hint = كي لا يفعل هذا أحد غيرك.
people-password-kept = لا تُعاد كلمات المرور أبدًا: اكتبها مرة أخرى.
people-leave = احذف حسابك
people-leave-short = يمكنك أن تغادر نهائيًا. لا يُحذف شيء قبل أن ترى ما سيحدث.
people-leave-see = انظر ما سيحدث
people-leave-told = لا رجعة في هذا. حين تحذف حسابك:
people-leave-account = يُمحى عنوانك وكلمة مرورك وجلساتك ورموزك وتفضيلاتك، ولا يستطيع أحد أن يأخذ اسمك.
people-leave-mentions = ما كتبه الآخرون عنك يبقى لهم.
people-leave-first = قبل أن تذهب: { $link }
people-leave-first-link = نزّل بياناتك
people-leave-now = احذف حسابي نهائيًا
people-leave-not = أبقِه
people-topics-go = { $n ->
    [zero] لا يُمحى أي موضوع.
    [one] يُمحى موضوع واحد لم يرد عليه أحد.
    [two] يُمحى موضوعان لم يرد عليهما أحد.
    [few] تُمحى { $n } مواضيع لم يرد عليها أحد.
    [many] يُمحى { $n } موضوعًا لم يرد عليها أحد.
   *[other] يُمحى { $n } موضوع لم يرد عليها أحد.
}
people-topics-stay = { $n ->
    [zero] لا يبقى أي موضوع.
    [one] يبقى موضوع واحد رد عليه آخرون، باسم “شخص محذوف”.
    [two] يبقى موضوعان رد عليهما آخرون، باسم “شخص محذوف”.
    [few] تبقى { $n } مواضيع رد عليها آخرون، باسم “شخص محذوف”.
    [many] يبقى { $n } موضوعًا رد عليها آخرون، باسم “شخص محذوف”.
   *[other] يبقى { $n } موضوع رد عليها آخرون، باسم “شخص محذوف”.
}
people-comments-go = { $n ->
    [zero] لا يُمحى أي تعليق.
    [one] يُمحى تعليق واحد بلا رد.
    [two] يُمحى تعليقان بلا رد.
    [few] تُمحى { $n } تعليقات بلا رد.
    [many] يُمحى { $n } تعليقًا بلا رد.
   *[other] يُمحى { $n } تعليق بلا رد.
}
people-comments-stay = { $n ->
    [zero] لا يبقى أي تعليق.
    [one] يبقى تعليق واحد رد عليه آخرون، باسم “شخص محذوف”.
    [two] يبقى تعليقان رد عليهما آخرون، باسم “شخص محذوف”.
    [few] تبقى { $n } تعليقات رد عليها آخرون، باسم “شخص محذوف”.
    [many] يبقى { $n } تعليقًا رد عليها آخرون، باسم “شخص محذوف”.
   *[other] يبقى { $n } تعليق رد عليها آخرون، باسم “شخص محذوف”.
}
people-votes-go = { $n ->
    [zero] لا أصوات لك لتُسحب.
    [one] يُسحب صوتك مع سببه.
    [two] يُسحب صوتاك مع أسبابهما.
    [few] تُسحب أصواتك الـ{ $n } مع أسبابها.
    [many] تُسحب أصواتك الـ{ $n } مع أسبابها.
   *[other] تُسحب أصواتك الـ{ $n } مع أسبابها.
}
people-deleted = شخص محذوف
people-tabs = ما كتبه
people-tab-proposals = الاقتراحات
people-tab-discussions = النقاشات
people-tab-comments = التعليقات
people-tab-votes = الأصوات
people-official = رسمي
people-vote-hidden = اقتراح لم يعد لك أن تراه
people-vote-for = أنت تريد هذا
people-vote-against = ليس لك
people-votes-private = لا يرى هذه القائمة إلا أنت.
people-none-proposals = لا اقتراحات بعد.
people-none-discussions = لا نقاشات بعد.
people-none-comments = لا تعليقات بعد.
people-none-votes = لم تصوّت بعد.
people-list-ends = تنتهي القائمة هنا.
people-delete-someone = حذف { $handle }
people-leave-told-admin = لا رجعة في هذا. الأصوات والكلمات المعدودة هنا لهذا الشخص:
people-leave-account-admin = يُمحى الاسم والعنوان وكلمة المرور والجلسات والرموز والتفضيلات، ولا يستطيع أحد أن يأخذ الاسم.
people-reason = لماذا؟
people-reason-hint = يُحفظ مع الحذف. لا تذكر اسم الشخص هنا.
people-reason-needed = اذكر السبب في 300 حرف على الأكثر.
people-delete-now = احذف هذا الحساب نهائيًا
people-deleted-by-admin = حُذف الحساب.
people-delete = احذف
