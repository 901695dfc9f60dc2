# الخلاصات وسجل التغييرات وبثه.
feeds-title = ‏{ $site }: { $what }
feeds-comment-on = تعليق على { $title }
feeds-follow = تابع هذا كخلاصة:
feeds-new-comments = { $n ->
    [zero] لا تعليقات جديدة
    [one] تعليق جديد واحد
    [two] تعليقان جديدان
    [few] { $n } تعليقات جديدة
    [many] { $n } تعليقًا جديدًا
   *[other] { $n } تعليق جديد
}
feeds-unknown-kind = لا يوجد نوع { $kind }. اختر من { $all }.
