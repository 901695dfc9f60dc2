# إعدادات المرء نفسه.
account-nav-profile = الملف الشخصي
account-nav-account = البريد وكلمة المرور
account-nav-sessions = المتصفحات
account-nav-tokens = مفاتيح API
account-nav-preferences = التفضيلات
account-nav-following = المتابَعات
account-nav-ignored = المتجاهَلون
account-nav-searches = عمليات البحث
account-nav-data = بياناتك
account-email = البريد الإلكتروني
account-email-hint = لا يراه أحد سواك.
account-email-now-html = هو الآن <bdi>{ $email }</bdi>. لا يراه أحد سواك.
account-email-none = لم تعط بريدًا.
account-new-address = البريد الجديد
account-change-address = غيّر البريد
account-your-password = كلمة مرورك
account-your-password-hint = كي لا يستطيع أحد غيرك أن يفعل هذا.
account-password = كلمة المرور
account-password-told = سيُسجَّل الخروج من كل متصفح آخر.
account-password-now = كلمة مرورك الحالية
account-password-new = كلمة المرور الجديدة
account-password-hint = بضع كلمات متتالية تكفي: الطول خير من الغرابة.
account-change-password = غيّر كلمة المرور
account-retype = لا تُعاد كلمات المرور أبدًا: اكتبها من جديد.
account-retype-both = لا تُعاد كلمات المرور أبدًا: اكتبها من جديد.
account-profile-told-html = ما يراه الآخرون منك. <a href="{ $href }">انظر إليه</a>
account-handle = الاسم القصير
account-handle-hint = يظهر في العناوين، وبه يناديك الآخرون بعد @.
account-full-name = الاسم الكامل
account-about = نبذة عنك
account-sessions = أين سجّلت الدخول
account-sessions-told-html = أنهِ ما لا تعرفه، ثم <a href="{ $href }">غيّر كلمة مرورك</a>.
account-browser = المتصفح
account-browser-unknown = متصفح غير معروف
account-browser-this = هذا المتصفح
account-signed-in = تسجيل الدخول
account-last-seen = آخر ظهور
account-sign-out-there = سجّل الخروج هناك

# المفاتيح.
account-tokens-told = للبرامج التي تعمل باسمك. من يملك مفتاحًا يستطيع فعل كل ما يسمح به.
account-tokens-none = ليس لديك مفتاح. وقراءة API لا تحتاج إلى مفتاح.
account-token-fresh = مفتاحك الجديد
account-token-fresh-told = انسخه الآن. لن يظهر مرة أخرى.
account-token-use-html = أرسله مع كل طلب: <code dir="ltr">Authorization: Bearer</code> ثم المفتاح. <a href="{ $href }">كيف تعمل API</a>
account-token-name = الاسم
account-token-may = يسمح بـ
account-token-until = حتى
account-token-used = آخر استخدام
account-token-expired = منتهي
account-token-for-ever = دائمًا
account-token-never = أبدًا
account-token-revoke = ألغِه
account-token-make = أنشئ مفتاحًا
account-token-make-it = أنشئ المفتاح
account-token-purpose = لأي غرض؟
account-token-purpose-hint = البرنامج الذي سيستخدمه.
account-token-it-may = يسمح بـ
account-token-works-for = يعمل لمدة
account-token-days = { $n ->
    [one] يوم واحد
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
account-token-year = سنة
account-token-ever = دائمًا، إلى أن تلغيه

# صفحة شخص.
account-from-import = معروف من استيراد
account-is-closed = حساب مغلق
account-here-since = هنا منذ { $date }
account-edit-profile = عدّل الملف الشخصي
account-no-bio-html = لم تقل شيئًا عن نفسك. <a href="{ $href }">سطر واحد يساعد الآخرين</a> على معرفة من يسأل.
account-ghost = كلماته جاءت من مكان آخر. لم يسجّل هذا الشخص الدخول هنا قط.

# تسجيل الدخول وإنشاء حساب.
account-sign-in-told = للتصويت والكتابة. القراءة لا تحتاج إلى حساب.
account-name-or-email = الاسم أو البريد الإلكتروني
account-new-here-html = جديد هنا؟ <a href="{ $href }">أنشئ حسابًا</a>، لن يأخذ ذلك أكثر من دقيقة.
account-by-invitation = الانضمام هنا بالدعوة. اطلب رابطًا ممن يدير الموقع.
account-as-guest-html = أو <button class="button button--small">تابع كضيف</button> حيث تسمح الأقسام بذلك.
account-make = أنشئ حسابًا
account-make-told = اسم وبريد وكلمة مرور، ثم يمكنك التصويت والكتابة.
account-make-approval = يُنظر في كل طلب، ثم يمكنك تسجيل الدخول.
account-make-mine = أنشئ حسابي
account-ask-for = اطلب حسابًا
account-invited = { $role ->
    [admin] أنت مدعو لتكون مديرًا. اختر اسمًا وكلمة مرور.
    [moderator] أنت مدعو لتكون مشرفًا. اختر اسمًا وكلمة مرور.
    [guest] أنت مدعو لتكون ضيفًا. اختر اسمًا وكلمة مرور.
   *[member] أنت مدعو. اختر اسمًا وكلمة مرور.
}
account-name = الاسم
account-name-hint = ما يناديك به الآخرون هنا، مثل mira أو lee-anne.
account-been-here-html = كنت هنا من قبل؟ <a href="{ $href }">سجّل الدخول</a>
