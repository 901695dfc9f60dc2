# من يحق له ماذا، ومفاتيح API وكلمات المرور.
access-propose = سجّل الدخول لتقترح.
access-discuss = سجّل الدخول لتبدأ نقاشًا.
access-comment = سجّل الدخول لتعلّق.
access-vote = سجّل الدخول لتصوّت.
access-extra = حفظ الحقول الحرة للأعضاء وحدهم.
access-searches = حفظ عمليات البحث للأعضاء فقط. أنشئ حسابًا أولًا.
access-moderate = هذا للمشرفين وحدهم.
access-administer = هذا لمديري الموقع وحدهم.
access-import = الاستيراد لمديري الموقع وحدهم.
access-account = ليس للضيوف حساب. أنشئ حسابًا أولًا.
access-no-token = لا يصلح لهذا أي مفتاح API؛ سجّل الدخول من متصفح.
access-scope = يحتاج هذا إلى مفتاح API بالصلاحية { $scope }.
scope-proposals = إنشاء الاقتراحات وتعديلها
scope-discussions = بدء النقاشات وتعديلها
scope-comments = كتابة التعليقات وتعديلها
scope-votes = التصويت
scope-moderation = تغيير الحالات وإزالة المنشورات (للمشرفين)
scope-admin = تغيير الأقسام والإعدادات والاستيراد (لمديري الموقع)
scope-extra = حفظ الحقول الحرة
scope-account = قراءة حسابك
token-unknown = مفتاح API هذا غير معروف أو انتهت صلاحيته.
token-send-as = أرسل مفتاح API هكذا: “Authorization: Bearer cow_…”.
scope-searches = حفظ عمليات البحث
scope-preferences = تغيير تفضيلاتك
password-length = { $max ->
    [few] استعمل من { $min } إلى { $max } أحرف؛ بضع كلمات هي الأفضل.
    [many] استعمل من { $min } إلى { $max } حرفًا؛ بضع كلمات هي الأفضل.
   *[other] استعمل من { $min } إلى { $max } حرف؛ بضع كلمات هي الأفضل.
}
password-common = سيخمّنها كثيرون. بضع كلمات هي الأفضل.
access-pictures = سجّل الدخول لإضافة صور.
access-drafts = سجّل الدخول لحفظ المسودات.
scope-images = إضافة صور
scope-drafts = قراءة مسوداتك وحفظها
scope-behalf = التصويت عمن طلبوا في مكان آخر (للمشرفين)
scope-webhooks = إبلاغ برامج أخرى بما يحدث
access-webhooks = سجّل الدخول لإعداد خطافات الويب.
