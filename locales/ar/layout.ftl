# ما يحيط بكل صفحة.
layout-skip = انتقل إلى المحتوى
layout-main = القائمة الرئيسية
layout-sign-up = أنشئ حسابًا
layout-account = حسابك
layout-guest = أنت هنا كضيف.
layout-guest-more = أنشئ حسابًا ليكون لك اسم خاص بك.
layout-profile = ملفك الشخصي
layout-settings = الإعدادات
layout-admin = إدارة الموقع
layout-sign-out = تسجيل الخروج
layout-open-data = بيانات مفتوحة:
layout-language = اللغة
