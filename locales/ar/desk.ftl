# ما يقرره الفريق بشأن المواضيع، وكيف يُتراجع عنه.
desk-for-staff = للفريق
desk-leave-it = اتركه كما هو
desk-merged-elsewhere = دُمج هذا في “{ $title }”. صوّت وعلّق هناك.
desk-open-it = افتحه
desk-merge = دمج في اقتراح آخر
desk-merge-told = كل من يريد هذا يُحسب للآخر، كل شخص مرة واحدة. تُقرأ تعليقاته هناك، ويقود عنوانه إلى هناك، ويمكنك فصلهما من جديد.
desk-merge-into = ادمجه في
desk-merge-into-hint = رقم الاقتراح الباقي أو عنوانه، مثل 12 أو #12.
desk-merge-look = انظر ما سيحدث
desk-merge-leads = يبقى “{ $title }” وإليه يقود هذا.
desk-merge-people = { $theirs ->
    [zero] لا أحد يريد هذا
    [one] شخص واحد يريد هذا
    [two] شخصان يريدان هذا
    [few] { $theirs } أشخاص يريدون هذا
    [many] { $theirs } شخصًا يريدون هذا
   *[other] { $theirs } شخص يريدون هذا
}، و{ $ours } يريدون الآخر. وهم معًا { $together }: يُحسب كل شخص مرة واحدة.
desk-merge-comments = { $comments ->
    [0] ليست له تعليقات.
    [one] سيُقرأ تعليق واحد هناك.
    [two] سيُقرأ تعليقان هناك.
    [few] ستُقرأ { $comments } تعليقات هناك.
    [many] سيُقرأ { $comments } تعليقًا هناك.
   *[other] سيُقرأ { $comments } تعليق هناك.
}
desk-merge-undo = يمكنك فصلهما في أي وقت، فيعود كما كان.
desk-merge-along = { $along ->
    [zero] لا يأتي معه اقتراح آخر.
    [one] يأتي معه اقتراح واحد كان مدموجًا فيه.
    [two] يأتي معه اقتراحان كانا مدموجين فيه.
    [few] تأتي معه { $along } اقتراحات كانت مدموجة فيه.
    [many] يأتي معه { $along } اقتراحًا كانت مدموجة فيه.
   *[other] يأتي معه { $along } اقتراح كانت مدموجة فيه.
} يمكنك فصلهما في أي وقت.
desk-merge-do = ادمج
desk-merged = تم الدمج. يمكنك الفصل من جديد تحت “للفريق”.
desk-unmerge = فصل من جديد
desk-unmerge-from = إنه مدموج في “{ $title }”.
desk-unmerge-told = يعود معه { $people ->
    [0] لا أحد ممن يريدونه
    [one] شخص واحد يريده
    [two] شخصان يريدانه
    [few] { $people } أشخاص يريدونه
    [many] { $people } شخصًا يريدونه
   *[other] { $people } شخص يريدونه
} و{ $comments ->
    [0] لا تعليق
    [one] تعليق واحد
    [two] تعليقان
    [few] { $comments } تعليقات
    [many] { $comments } تعليقًا
   *[other] { $comments } تعليق
}؛ ومن يريد الاثنين يُحسب لكليهما.
desk-unmerge-do = افصل
desk-unmerged = صار قائمًا بذاته من جديد.
desk-no-target = لا يوجد اقتراح كهذا للدمج فيه.
desk-into-itself = هذا هو الاقتراح نفسه. سمِّ الذي يبقى.
desk-merged-already = هذا مدموج من قبل. افصله أولًا.
desk-not-merged = هذا غير مدموج في غيره.
desk-removed-first = أزيل هذا. أعده أولًا.
desk-board-narrower = من يرون القسم { $board } أقل ممن يرون قسم الآخر. انقل هذا الاقتراح أولًا إلى قسم مفتوح مثله.
desk-merged-here = دُمج في هذا
desk-comment-from = قيل عن “{ $title }”
# هذه تكمل جملة تبدأ باسم شخص.
desk-note-merged = دمج “{ $title }” في هذا
desk-note-merged-other = دمج اقتراحًا آخر في هذا
desk-note-unmerged = فصل “{ $title }” عن هذا من جديد
desk-note-unmerged-other = فصل اقتراحًا آخر عن هذا من جديد
desk-note-split = نقل بعض التعليقات إلى “{ $title }”
desk-note-split-other = نقل بعض التعليقات إلى موضوع آخر
desk-note-split-from = فصل هذا عن “{ $title }”
desk-note-split-from-other = فصل هذا عن موضوع آخر
desk-note-joined = أعاد التعليقات المفصولة إلى مكانها
desk-note-moved = نقل هذا من { $from } إلى { $to }
desk-note-moved-to = نقل هذا إلى { $to }
desk-note-moved-away = نقل هذا إلى قسم آخر
desk-note-locked = أغلق التعليقات
desk-note-locked-why = أغلق التعليقات: { $why }
desk-note-unlocked = فتح التعليقات من جديد
desk-note-closing = حدد إغلاق هذا في { $date }
desk-note-open = ألغى تاريخ إغلاق هذا
desk-note-pinned = ثبّت هذا
desk-note-pinned-until = ثبّت هذا حتى { $date }
desk-note-unpinned = أزال التثبيت
desk-note-to-proposal = جعل هذا اقتراحًا
desk-note-to-discussion = جعل هذا نقاشًا
desk-note-accepted = قبل إجابة
desk-note-unaccepted = تراجع عن إجابة مقبولة
desk-note-plan = عهد بهذا إلى @{ $who }، والمتوقع إنجازه في { $month }
desk-note-plan-owner = عهد بهذا إلى @{ $who }
desk-note-plan-month = يتوقع إنجاز هذا في { $month }
desk-note-plan-none = سحب اسم المسؤول عن هذا وموعده المتوقع
desk-locked = أغلق الفريق هذا: لم يعد يقبل التعليقات.
desk-locked-why = أغلق الفريق هذا: { $why }
desk-closed = أُغلق هذا في موعده ولم يعد يقبل التعليقات.
desk-votes-closed = انتهى التصويت في الموعد المحدد.
desk-closed-mark = مغلق أمام الأصوات والتعليقات
desk-closed-talk = مغلق أمام التعليقات
desk-lock = إغلاق التعليقات
desk-lock-do = أغلق
desk-lock-told = { $comments ->
    [0] لن يستطيع التعليق من الآن إلا الفريق. يمكنك فتحه من جديد.
    [one] يبقى التعليق؛ ولن يستطيع الإضافة من الآن إلا الفريق. يمكنك فتحه من جديد.
    [two] يبقى التعليقان؛ ولن يستطيع الإضافة من الآن إلا الفريق. يمكنك فتحه من جديد.
    [few] تبقى { $comments } تعليقات؛ ولن يستطيع الإضافة من الآن إلا الفريق. يمكنك فتحه من جديد.
    [many] يبقى { $comments } تعليقًا؛ ولن يستطيع الإضافة من الآن إلا الفريق. يمكنك فتحه من جديد.
   *[other] يبقى { $comments } تعليق؛ ولن يستطيع الإضافة من الآن إلا الفريق. يمكنك فتحه من جديد.
}
desk-lock-why = لماذا؟ سيقرأ هذا كل من يريد التعليق.
desk-lock-done = أُغلق. يمكنك فتحه من جديد تحت “للفريق”.
desk-unlock = فتح التعليقات
desk-unlock-do = افتح من جديد
desk-unlock-told = يستطيع التعليق من جديد كل من يسمح له القسم.
desk-unlocked = مفتوح من جديد.
desk-closing = الإغلاق في تاريخ
desk-closing-do = احفظ
desk-closing-told = بعده لا يقبل تعليقات ولا أصواتًا. وما هو موجود يبقى.
desk-closing-now = يُغلق في { $date }.
desk-closing-on = آخر يوم مفتوح
desk-closing-hint = بالتوقيت العالمي. اتركه فارغًا ليبقى مفتوحًا.
desk-closing-none = يبقى مفتوحًا.
desk-closes = يُغلق في { $date }
desk-date-past = اختر يومًا لم ينته.
desk-no-date = اكتب تاريخًا مثل 2026-03-14.
desk-pin = تثبيت في القوائم
desk-pinned-change = تغيير التثبيت أو إزالته
desk-pin-do = احفظ
desk-pin-told = يظهر فوق الصفحة الأولى من القائمة، أيًا كان ترتيبها.
desk-pin-place = أين
desk-pin-board = في قائمة قسمه
desk-pin-everywhere = في كل قوائم نوعه
desk-pin-until = حتى
desk-pin-until-hint = اتركه فارغًا ليبقى حتى يزيله أحد.
desk-unpin = إزالة التثبيت
desk-pin-done = تم التثبيت.
desk-unpinned = أزيل التثبيت.
desk-pinned = مثبّت
desk-pinned-until = مثبَّت حتى { $date }
desk-move = نقل إلى قسم آخر
desk-move-do = انقل
desk-move-told = { $comments ->
    [0] سيراه حينها من يحق له رؤية ذلك القسم دون غيره. يمكنك إعادته.
    [one] سيراه هو وتعليقه حينها من يحق له رؤية ذلك القسم دون غيره. يمكنك إعادته.
    [two] سيراه هو وتعليقيه حينها من يحق له رؤية ذلك القسم دون غيره. يمكنك إعادته.
   *[other] سيراه هو وتعليقاته ({ $comments }) حينها من يحق له رؤية ذلك القسم دون غيره. يمكنك إعادته.
}
desk-move-along = { $merged ->
    [zero] لا اقتراح مدموج فيه.
    [one] ينتقل معه الاقتراح المدموج فيه.
    [two] ينتقل معه الاقتراحان المدموجان فيه.
   *[other] تنتقل معه الاقتراحات المدموجة فيه ({ $merged }).
}
desk-move-to = إلى القسم
desk-moved = تم النقل.
desk-to-proposal = اجعله اقتراحًا
desk-to-proposal-told = { $comments ->
    [0] يبقى عنوانه. يستطيع الناس تأييده حينها، وإن كان اقتراحًا من قبل حُسبت أصواته السابقة. يمكنك إرجاعه.
    [one] يبقى عنوانه وتعليقه. يستطيع الناس تأييده حينها، وإن كان اقتراحًا من قبل حُسبت أصواته السابقة. يمكنك إرجاعه.
    [two] يبقى عنوانه وتعليقاه. يستطيع الناس تأييده حينها، وإن كان اقتراحًا من قبل حُسبت أصواته السابقة. يمكنك إرجاعه.
   *[other] يبقى عنوانه وتعليقاته ({ $comments }). يستطيع الناس تأييده حينها، وإن كان اقتراحًا من قبل حُسبت أصواته السابقة. يمكنك إرجاعه.
}
desk-to-discussion = اجعله نقاشًا
desk-to-discussion-told = { $people ->
    [0] لا أحد يؤيده بعد.
    [one] يوضع صوت شخص واحد جانبًا مع حالته.
    [two] يوضع صوتا شخصين جانبًا مع حالته.
    [few] توضع أصوات { $people } أشخاص جانبًا مع حالته.
    [many] توضع أصوات { $people } شخصًا جانبًا مع حالته.
   *[other] توضع أصوات { $people } شخص جانبًا مع حالته.
} يبقى عنوانه وتعليقاته، ويعود كل ذلك حين تجعله اقتراحًا من جديد.
desk-turn-do = نفّذ
desk-is-proposal = صار اقتراحًا.
desk-is-discussion = صار نقاشًا. أصواته محفوظة.
desk-no-announcement = الإعلانات تبقى إعلانات.
desk-apart-first = هناك اقتراحات مدموجة في هذا. افصلها أولًا.
desk-split = نقل تعليقات إلى موضوع جديد
desk-split-told = ينتقل ما تختاره وكل ما يرد عليه. الروابط القديمة لهذه التعليقات تقود إلى هناك. يمكنك إعادتها.
desk-split-title = عنوان الموضوع الجديد
desk-split-kind = يصبح
desk-split-discussion = نقاشًا
desk-split-proposal = اقتراحًا
desk-split-which = التعليقات التي تُنقل
desk-split-do = انقلها
desk-split-done = تم النقل. يمكنك إعادتها تحت “للفريق”.
desk-split-words = فُصل عن
desk-split-nothing = اختر تعليقًا واحدًا على الأقل.
desk-split-many = انقل { $max } تعليقًا على الأكثر في المرة.
desk-join = أعده إلى حيث فُصل
desk-join-do = أعد
desk-join-told = { $comments ->
    [0] لا يعود أي تعليق
    [one] يعود تعليق واحد
    [two] يعود تعليقان
    [few] تعود { $comments } تعليقات
    [many] يعود { $comments } تعليقًا
   *[other] يعود { $comments } تعليق
} إلى “{ $title }”، ويُزال هذا الموضوع.
desk-joined = عادت معًا.
desk-not-split = لم يُفصل هذا عن موضوع آخر.
desk-plan = المسؤول والشهر
desk-plan-do = احفظ
desk-plan-told = من المسؤول عنه، ومتى يُنتظر. يراهما الجميع.
desk-owner = المسؤول
desk-owner-hint = معرّف أحد أعضاء الفريق؛ فارغ إن لم يكن أحد.
desk-owner-of-staff = سمِّ أحد أعضاء الفريق بمعرّفه.
desk-eta = متوقع في
desk-eta-hint = شهر مثل 2026-03؛ فارغ إن لم يكن وعد.
desk-no-month = اكتب شهرًا مثل 2026-03.
desk-month = { $month } { $year }
desk-planned = تم الحفظ.
desk-owned-by = المسؤول: { $who }
desk-expected = متوقع في { $month }
desk-behalf = التصويت عن شخص آخر
desk-behalf-do = صوّت عنه
desk-behalf-told = لمن طلبوا في رسالة أو مكالمة أو مكان آخر. يُحسب صوتهم مرة واحدة ويُذكر أن الفريق أدلى به.
desk-behalf-person = عن من
desk-behalf-person-hint = معرّف أو اسم أو عنوان بريد. لا تُعرض العناوين.
desk-behalf-source = أين طلب ذلك (رابط)
desk-behalf-asked = أين طُلب ذلك
desk-behalf-reason = لماذا يحتاجه
desk-behalf-importance = مدى أهميته له
desk-not-said = لم يُذكر
desk-behalf-undo = أو استرجع صوتًا أُدلي به عن
desk-behalf-undo-none = لا أحد
desk-behalf-done = حُسب الصوت عن { $handle }.
desk-behalf-undone = استُرجع ذلك الصوت.
desk-behalf-counted = { $n ->
    [zero] لم يُدلِ الفريق بأي من هذه الأصوات.
    [one] أدلى الفريق بصوت واحد منها عن شخص طلب في مكان آخر.
    [two] أدلى الفريق بصوتين منها عن شخصين طلبا في مكان آخر.
    [few] أدلى الفريق بـ{ $n } أصوات منها عن أشخاص طلبوا في مكان آخر.
    [many] أدلى الفريق بـ{ $n } صوتًا منها عن أشخاص طلبوا في مكان آخر.
   *[other] أدلى الفريق بـ{ $n } صوت منها عن أشخاص طلبوا في مكان آخر.
}
desk-has-voted = لدى { $handle } صوت هنا من قبل.
desk-source-address = اكتب عنوانًا كاملًا يبدأ بـ https://.
desk-name-someone = سمِّ شخصًا: معرّفًا أو اسمًا أو عنوان بريد.
desk-person-address = هذا ليس عنوان بريد. اكتبه مثل name@example.org.
desk-answer = الإجابة المقبولة
desk-answer-by = إجابة { $who }
desk-answer-see = انظرها بين التعليقات
desk-answer-accept = اقبلها إجابة
desk-answer-undo = ليست الإجابة
desk-answer-accepted = قُبلت إجابةً. يمكنك التراجع بجانبها.
desk-answer-undone = لم تعد الإجابة.
desk-answered = له إجابة
desk-no-answers = لا تُقبل إجابات إلا التعليقات على النقاشات.
desk-answer-not-yours = لا يقبل الإجابة إلا من بدأ النقاش والفريق.
desk-internal = للفريق فقط
desk-note-staff-only = الفريق وحده يكتب ملاحظات للفريق.
desk-say-internal = لا يراه إلا الفريق
desk-why-here = لماذا هذا هنا؟
desk-rank-told = تُرتب القوائم بأرقام يستطيع كل أحد حسابها. هذه أرقام هذا الموضوع.
desk-rank-supporters = من يريدونه
desk-rank-weight = وزنهم
desk-rank-weight-told = واحد لكل شخص، وواحد ونصف إن كان مهمًا له، واثنان إن كان لا يستغني عنه.
desk-rank-commenters = من يعلقون عدا من بدأه
desk-rank-begun = بدأ
desk-rank-hot = الرائج
desk-rank-hot-votes = اللوغاريتم العشري للوزن، مضافًا إليه بقدره على الأكثر لمن يعلقون، وواحد لكل 22 ساعة يكون فيها أحدث.
desk-rank-hot-talk = اللوغاريتم العشري لمن يعلقون، وواحد لكل 22 ساعة يكون فيها أحدث.
desk-rank-surging = الصاعد
desk-rank-surging-told = يزيده كل صوت ويخفت خلال أسبوع، فيصعد الطلب القديم حين يستيقظ.
desk-rank-pinned = إنه مثبّت: وضعه الفريق فوق القائمة أيًا كانت الأرقام.
