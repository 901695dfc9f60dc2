# ما العمل حين يفشل شيء.
error-page-home = إلى الصفحة الأولى
error-page-gone = أزاله كاتبه أو فريق الموقع.
error-page-not-found = ربما نُقل أو أزيل، أو لم يكن موجودًا قط.
error-page-signed-in-only = أو أنه لمن سجّلوا الدخول فقط.
error-page-look = ابحث عنه
error-page-or-see-html = أو انظر إلى <a href="{ $href }">ما يستحق صوتك</a>.
error-page-sign-in = القراءة لا تحتاج إلى حساب. أما التصويت والكتابة والإعدادات فتحتاج إليه.
error-page-make-account = أنشئ حسابًا
error-page-forbidden = إن كنت ترى أنه يحق لك ذلك فاسأل من يدير الموقع.
error-page-forbidden-visitor = ربما ينجح ذلك بعد تسجيل الدخول.
error-page-stale = لم يتغيّر شيء. افتح الصفحة من جديد لترى ما هو عليه الآن.
error-page-invalid = لم يتغيّر شيء. ارجع؛ ستجد كلماتك في النموذج غالبًا.
error-page-method = الأرجح أن نموذجًا فُتح كصفحة. ارجع واستخدم زره.
error-page-too-large = لم يتغيّر شيء. ارجع وأرسل أقل دفعة واحدة.
error-page-too-many = ارجع بعد ذلك وأرسله من جديد؛ ستجد كلماتك في النموذج غالبًا. القراءة مستمرة أثناء ذلك.
error-page-no-room = القراءة مستمرة كالعادة. احفظ كلماتك في مكان ما إلى أن يتوفر متسع.
error-page-busy = لم يضع شيء. حمّل الصفحة من جديد، أو ارجع وأرسله مرة أخرى.
error-page-internal = ليس الخطأ منك. إن تكرر ذلك فأخبر من يدير الموقع بما كنت تفعله.
error-page-number = خطأ { $status }
