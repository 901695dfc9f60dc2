# من يحق له ماذا، ورموز الوصول وكلمات السر.
access-propose = سجّل الدخول لتقترح.
access-discuss = سجّل الدخول لتبدأ نقاشًا.
access-comment = سجّل الدخول لتعلّق.
access-vote = سجّل الدخول لتصوّت.
access-extra = حفظ الحقول الحرة للأعضاء وحدهم.
access-moderate = هذا للمشرفين وحدهم.
access-administer = هذا لمديري الموقع وحدهم.
access-import = الاستيراد لمديري الموقع وحدهم.
access-account = ليس للضيوف حساب. أنشئ حسابًا أولًا.
access-no-token = لا يصلح لهذا أي رمز وصول؛ سجّل الدخول من متصفح.
access-scope = يحتاج هذا إلى رمز وصول بالصلاحية { $scope }.
scope-proposals = إنشاء الاقتراحات وتعديلها
scope-discussions = بدء النقاشات وتعديلها
scope-comments = كتابة التعليقات وتعديلها
scope-votes = التصويت
scope-moderation = تغيير الحالات وإزالة المنشورات (للمشرفين)
scope-admin = تغيير الأقسام والإعدادات والاستيراد (لمديري الموقع)
scope-extra = حفظ الحقول الحرة
scope-account = قراءة حسابك
scope-preferences = تغيير تفضيلاتك
token-unknown = رمز الوصول هذا غير معروف أو انتهت صلاحيته.
token-send-as = أرسل رمز الوصول هكذا: “Authorization: Bearer cow_…”.
password-length = { $max ->
    [few] استعمل من { $min } إلى { $max } أحرف؛ بضع كلمات هي الأفضل.
    [many] استعمل من { $min } إلى { $max } حرفًا؛ بضع كلمات هي الأفضل.
   *[other] استعمل من { $min } إلى { $max } حرف؛ بضع كلمات هي الأفضل.
}
password-common = سيخمّنها كثيرون. بضع كلمات هي الأفضل.
