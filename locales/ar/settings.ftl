# إعدادات الموقع.
registration-open = الانضمام متاح للجميع
registration-approval = الطلب متاح للجميع، والفريق يوافق
registration-invitation = بدعوة فقط
registration-closed = الانضمام مغلق
setting-changed = تم التغيير.
setting-unknown = لا يوجد إعداد كهذا.
setting-registration = إنشاء الحسابات
setting-registration-meaning = من يحق له إنشاء حساب.
setting-site-name = الاسم
setting-site-name-meaning = اسم الموقع، في أعلى الصفحات وفي العناوين.
setting-site-question = السؤال
setting-site-question-meaning = السؤال في أعلى الصفحة الأولى.
setting-api-per-minute = طلبات الواجهة البرمجية في الدقيقة
setting-api-per-minute-meaning = لعنوان واحد بلا رمز وصول، أو لرمز وصول واحد.
setting-writes-per-minute = الكتابات في الدقيقة
setting-writes-per-minute-meaning = مواضيع وتعليقات وأصوات شخص واحد أو عنوان واحد.
setting-sign-ins-per-minute = محاولات الدخول في الدقيقة
setting-sign-ins-per-minute-meaning = المحاولات لعنوان واحد، ولحساب واحد.
setting-sign-ups-per-day = الحسابات الجديدة في اليوم
setting-sign-ups-per-day-meaning = الحسابات التي يحق لعنوان واحد إنشاؤها.
site-question = ما الذي ينبغي أن يصبح أسهل؟
setting-synonyms = كلمات بمعنى واحد
setting-synonyms-meaning = تُراعى عند البحث عما يشبه اقتراحًا: a = b, c ويُفصل بين المجموعات بعلامة ;
