# الصفحة الأولى.
proposal-home-count = { $n ->
    [zero] لا اقتراحات بعد. أضف اقتراحك.
    [one] اقتراح واحد حتى الآن. صوّت له أو أضف اقتراحك.
    [two] اقتراحان حتى الآن. صوّت لما تريد أو أضف اقتراحك.
    [few] { $n } اقتراحات حتى الآن. صوّت لما تريد أو أضف اقتراحك.
    [many] { $n } اقتراحًا حتى الآن. صوّت لما تريد أو أضف اقتراحك.
   *[other] { $n } اقتراح حتى الآن. صوّت لما تريد أو أضف اقتراحك.
}
proposal-home-empty = هنا يقول الناس ما يعيقهم ولماذا يهمهم. الأمنية الأولى تري الآخرين الطريق.
proposal-home-none = قل ما يعيقك. يمكن للآخرين أن يدعموه.
proposal-home-new = جديد
proposal-home-paved = نُفّذ مؤخرًا
proposal-home-talked = حديث الناس
proposal-home-no-talk-html = لا نقاشات بعد. <a href="{ $href }">ابدأ نقاشًا</a>
proposal-worth = تستحق صوتك
proposal-none-yet = لم يطلب أحد شيئًا بعد
proposal-first = قدّم أول اقتراح

# القائمة، ووسم واحد.
proposal-list-told = { $question } صوّت لما تحتاج إليه، وقل لماذا.
proposal-list-empty = الاقتراح يقول ما ينبغي أن يصبح أسهل. الآخرون يدعمونه ويقولون لماذا.
proposal-nothing-fits = لا اقتراح كهذا، أو ليس بعد.
proposal-see-all = شاهد كل الاقتراحات
proposal-propose-it = اقترح
proposal-status = الحالة
proposal-not-a-wish = ليست أمنية بعد؟
proposal-not-a-wish-html = <a href="{ $href }">تحدّث عن طريقة عملك اليوم.</a> منها تنمو الاقتراحات.
proposal-tag-told = ما يطلبه الناس ويتحدثون عنه تحت هذا الوسم.
proposal-tag-all = كل الاقتراحات بهذا الوسم
proposal-tag-all-discussions = كل النقاشات بهذا الوسم
proposal-tag-empty = لا شيء مما يحق لك أن تراه يحمل هذا الوسم الآن.
proposal-all-tags = كل الوسوم

# الاقتراح.
proposal-new-told = أمنية واحدة في كل مرة. قل ما يعيقك؛ أما الكيف فيأتي لاحقًا.
proposal-why = لماذا تحتاج إلى هذا؟
proposal-why-hint = أو لماذا لا. في سطر واحد؛ في التعليقات متسع للمزيد.
proposal-why-new-hint = في سطر واحد. يظهر أولًا أينما عُرض اقتراحك.
proposal-workaround = ماذا تفعل اليوم؟
proposal-details-hint = ماذا كنت تفعل آخر مرة افتقدته؟ يمكنك استخدام Markdown.
proposal-named = يجوز أن يظهر اسمي بجانب سببي
proposal-named-hint = بدونه لا يظهر إلا عدد الأشخاص.

# التصويت.
proposal-your-vote = صوتك
proposal-vote-title = صوتك: { $title }
proposal-vote-told = السبب يخبر من يبنون هذا بأكثر مما يخبر به الرقم.
proposal-vote = صوّت
proposal-i-want = أريد هذا
proposal-not-for-me = ليس لي
proposal-you-too = ، وأنت أيضًا
proposal-said-not = قلت: ليس لي.
proposal-take-that-back = تراجع عن ذلك
proposal-take-back = اسحب صوتي
proposal-sign-in-to-vote = سجّل الدخول لتصوّت
proposal-sign-in-to-say-why = سجّل الدخول لتقول لماذا يهمك
proposal-say-why = قل لماذا يهمك
proposal-change-reason = غيّر ما قلته
proposal-save-reason = احفظ السبب
# يقال بعد التصويت؛ ‏$counted مثل “٣ أشخاص يريدون هذا”.
proposal-say-in = وصل صوتك. { $counted }.
proposal-say-against = سُجّل: ليس لك. { $counted }.
proposal-say-none = ليس لك صوت هنا. { $counted }.
proposal-imported = { $n ->
    [one] وصوت واحد من قبل هذا الموقع.
    [two] وصوتان من قبل هذا الموقع.
    [few] و{ $n } أصوات من قبل هذا الموقع.
    [many] و{ $n } صوتًا من قبل هذا الموقع.
   *[other] و{ $n } صوت من قبل هذا الموقع.
}
proposal-others = ما يقوله الآخرون

# الأسباب. يقف رقم قبل الأول.
proposal-people = { $n ->
    [one] شخص
    [two] شخصان
    [few] أشخاص
    [many] شخصًا
   *[other] شخص
}
proposal-today-html = اليوم: <bdi>{ $text }</bdi>
proposal-said-by = قاله { $people }
proposal-reasons = لماذا يريد الناس هذا
proposal-reasons-none = لم يقل أحد لماذا بعد. السبب يقول أكثر من الصوت.

# طريقه.
proposal-about = عن هذا الاقتراح
proposal-way = على الطريق
proposal-since = منذ { $date }
proposal-for-staff = لفريق الموقع
proposal-move = نقل أو إجابة
proposal-move-title = نقل: { $title }
proposal-move-told = { $n ->
    [zero] حالته الآن { $status }. لا أحد يريد هذا بعد.
    [one] حالته الآن { $status }. شخص واحد يريد هذا، وسيقرأ ما تقوله.
    [two] حالته الآن { $status }. شخصان يريدان هذا، وسيقرآن ما تقوله.
    [few] حالته الآن { $status }. { $n } أشخاص يريدون هذا، وكلهم سيقرؤون ما تقوله.
    [many] حالته الآن { $status }. { $n } شخصًا يريدون هذا، وكلهم سيقرؤون ما تقوله.
   *[other] حالته الآن { $status }. { $n } شخص يريدون هذا، وكلهم سيقرؤون ما تقوله.
}
proposal-more-room = بمساحة أكبر للكتابة
proposal-change-status = غيّر الحالة
proposal-new-status = الحالة الجديدة
proposal-as-now = { $status } (كما هي الآن)
proposal-response = رد رسمي
proposal-response-hint = كل من يريد هذا سيقرؤه. يمكنك استخدام Markdown.
