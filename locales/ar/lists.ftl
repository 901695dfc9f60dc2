# قوائم المواضيع. يقف رقم قبل أول اثنين.
lists-want = { $n ->
    [one] يريد هذا
    [two] يريدان هذا
   *[other] يريدون هذا
}
lists-wanted = { $n ->
    [one] أراد هذا
    [two] أرادا هذا
   *[other] أرادوا هذا
}
lists-want-count = { $n ->
    [zero] لا أحد يريد هذا
    [one] شخص واحد يريد هذا
    [two] شخصان يريدان هذا
    [few] { $n } أشخاص يريدون هذا
    [many] { $n } شخصًا يريدون هذا
   *[other] { $n } شخص يريدون هذا
}
lists-wanted-count = { $n ->
    [zero] لا أحد أراد هذا
    [one] شخص واحد أراد هذا
    [two] شخصان أرادا هذا
    [few] { $n } أشخاص أرادوا هذا
    [many] { $n } شخصًا أرادوا هذا
   *[other] { $n } شخص أرادوا هذا
}
lists-vote-sign-in = : { $title }. سجّل الدخول لتصوّت
# يقف رقم قبله.
lists-replies = { $n ->
    [one] رد
    [two] ردان
    [few] ردود
    [many] ردًا
   *[other] رد
}
lists-replies-to = على { $title }
lists-replies-count = { $n ->
    [zero] لا ردود
    [one] رد واحد
    [two] ردان
    [few] { $n } ردود
    [many] { $n } ردًا
   *[other] { $n } رد
}
lists-last = الأخير: { $time }
lists-narrowed = لا يظهر إلا هذا
lists-widen = : أظهر الباقي أيضًا
lists-pages = الصفحات
lists-from-start = من البداية
lists-back = السابق
