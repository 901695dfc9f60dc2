# الاقتراحات والأصوات والحالات: ما يقوله البرنامج عنها.
importance-nice = مستحسن
importance-important = مهم
importance-essential = لا غنى عنه
proposal-is-here = نُشر اقتراحك، وأنت أول مؤيديه.
proposal-is-here-unvoted = اقتراحك هنا. يبدأ من دون صوتك، ويستطيع غيرك أن يؤيده.
proposal-no-board = لا يوجد قسم يحق لك أن تقترح فيه شيئًا.
proposal-moved = تغيّرت الحالة، ويمكن لمؤيديه قراءة السبب.
proposal-moved-note = نقل هذا إلى “{ $status }”
proposal-answered-note = ردّ رسميًا
proposal-next-statuses = يمكن أن ينتقل من هنا إلى: { $names }.
vote-in = سُجّل صوتك.
vote-taken-back = سُحب صوتك.
vote-not-for-you = سُجّل: لا يناسبك.
vote-reason-long = { $max ->
    [few] قل ذلك في { $max } أحرف على الأكثر؛ وفي التعليقات متسع للمزيد.
    [many] قل ذلك في { $max } حرفًا على الأكثر؛ وفي التعليقات متسع للمزيد.
   *[other] قل ذلك في { $max } حرف على الأكثر؛ وفي التعليقات متسع للمزيد.
}
vote-after-removal = أزيل هذا الاقتراح ولم يعد يقبل الأصوات.
vote-closed-by-status = انتهى التصويت: الحالة الآن “{ $status }”.
vote-budget-empty = أنت تؤيد الآن كل ما يمكنك من الاقتراحات المفتوحة. استرجع صوتًا، أو انتظر حتى يُبت في أحدها.
vote-budget-left = { $left ->
    [0] لم يبق لك صوت لاقتراح آخر.
    [one] بقي لك صوت واحد لاقتراحات أخرى.
    [two] بقي لك صوتان لاقتراحات أخرى.
    [few] بقيت لك { $left } أصوات لاقتراحات أخرى.
    [many] بقي لك { $left } صوتًا لاقتراحات أخرى.
   *[other] بقي لك { $left } صوت لاقتراحات أخرى.
}
