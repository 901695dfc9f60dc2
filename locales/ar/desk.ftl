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
