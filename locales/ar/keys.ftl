# اختصارات لوحة المفاتيح.
keys-heading = اختصارات لوحة المفاتيح
keys-told = تعمل ما دمت لا تكتب. يمكنك إيقافها من إعداداتك.
keys-help = هذه القائمة
keys-search = بحث
keys-propose = اقترح شيئًا
keys-next = إلى الصف التالي
keys-before = إلى الصف السابق
keys-vote = صوّت للصف الذي أنت عليه
keys-home = إلى الصفحة الأولى
keys-proposals = إلى الاقتراحات
keys-discussions = إلى النقاشات
keys-roadmap = إلى خارطة الطريق
keys-changelog = إلى ما أُنجز
keys-escape = أغلق ما هو مفتوح
keys-close = إغلاق
