# لوحة الإدارة.
admin-nav = إدارة الموقع
admin-nav-settings = الإعدادات
admin-nav-people = الأشخاص
admin-nav-invitations = الدعوات
admin-nav-boards = الأقسام
admin-role = الدور
admin-role-guest = ضيف
admin-role-member = عضو
admin-role-moderator = مشرف
admin-role-admin = مدير
admin-role-of = دور { $name }
admin-role-set = عيّن
# يقف بعد “عيّن”.
admin-role-set-of = دور { $name }
admin-settings = إعدادات هذا الموقع
admin-settings-told = يُحفظ كل إعداد وحده ويسري فورًا.
admin-settings-normally = عادةً: { $value }.

# الأقسام.
admin-boards-told = أين تنتمي المواضيع، ومن يحق له ماذا فيها.
admin-boards-all = كل الأقسام
admin-boards-none = لا يوجد قسم بعد. بلا قسم لا يستطيع أحد أن يبدأ شيئًا.
admin-board-title = القسم: { $name }
admin-board-change = تغيير قسم
admin-board-change-told = ما يحق لكلٍّ يسري فورًا، حتى على ما هو موجود.
admin-board-change-short = غيّر
admin-board-make = أنشئ قسمًا
admin-board-make-it = أنشئ القسم
admin-board-name = الاسم
admin-board-address = العنوان
admin-board-address-hint = الجزء الأخير من عنوانه؛ يُصنع من الاسم إن تركته فارغًا.
admin-board-purpose = الغرض منه
admin-board-place = مكانه في القائمة
admin-board-place-hint = رقم؛ الأصغر يأتي أولًا.
admin-board-who-sees = من يراه؟
admin-board-who-starts = من يبدأ المواضيع؟
admin-board-who-comments = من يعلّق؟
admin-board-who-votes = من يصوّت؟
admin-board-see = الرؤية
admin-board-start = بدء المواضيع
admin-board-comment = التعليق
admin-board-vote = التصويت
admin-may-guests = الجميع
admin-may-members = الأعضاء
admin-may-staff = فريق الموقع
admin-only-guests = الضيوف
admin-only-members = الأعضاء
admin-only-staff = فريق الموقع

# الدعوات.
admin-invite = ادعُ شخصًا
admin-invitations-told = الرابط يُدخل شخصًا واحدًا، مهما كان إعداد التسجيل.
admin-invitations-all = روابط سابقة
admin-invitations-none = لا شيء بعد.
admin-invitation-fresh = الرابط الجديد
admin-invitation-fresh-told = انسخه الآن وأرسله. لن يظهر مرة أخرى.
admin-invitation-as = ينضم بصفة
admin-invitation-who = لمن هو؟
admin-invitation-who-hint = لهذه القائمة فقط.
admin-invitation-make = أنشئ رابطًا
admin-invitation-for = لمن
admin-invitation-made = أُنشئ
admin-invitation-state = الوضع
admin-invitation-anyone = أي شخص
admin-invitation-used = مستخدم
admin-invitation-expired = منتهٍ
admin-invitation-open = مفتوح حتى { $date }
admin-invitation-end = اسحبه
# تقف بعد “اسحبه”.
admin-invitation-end-of = : دعوة { $name }
admin-invitation-end-anyone = : دعوة أي شخص

# الأشخاص.
admin-people-told = من هنا، وماذا يحق لهم.
admin-people-which = أي أشخاص
admin-people-pages = صفحات الأشخاص
admin-people-none = لا أحد هنا بعد
admin-people-none-told = يأتي الناس من أنفسهم أو بدعوة.
admin-person-name = الاسم
admin-person-came = انضم
admin-person-no-email = لا يوجد
admin-person-let-in = اقبله
admin-person-refuse = ارفضه
admin-person-open = افتحه من جديد
admin-person-close = أغلقه
admin-waiting-none = لا أحد ينتظر
admin-waiting-told = حين يحتاج التسجيل إلى موافقة الفريق يظهر هنا من يطلبون.
admin-ghosts-none = لم يُستورد أحد
admin-ghosts-told = هنا من لا يُعرفون إلا من استيراد؛ لا يمكنهم تسجيل الدخول.
admin-closed-none = لا حساب مغلق
admin-closed-told = الحسابات التي تغلقها تظهر هنا، ويمكن فتحها من جديد.
