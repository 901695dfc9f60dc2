# ما يقال عن حقول كل النماذج وعن الأسماء.
field-characters = { $max ->
    [few] اكتب من { $min } إلى { $max } أحرف.
    [many] اكتب من { $min } إلى { $max } حرفًا.
   *[other] اكتب من { $min } إلى { $max } حرف.
}
field-at-most = { $max ->
    [few] اكتب { $max } أحرف على الأكثر.
    [many] اكتب { $max } حرفًا على الأكثر.
   *[other] اكتب { $max } حرف على الأكثر.
}
field-no-turning = احذف العلامات التي تغيّر اتجاه الكتابة.
field-choose = اختر شيئًا من القائمة.
field-number = أدخل رقمًا من { $min } إلى { $max }.
list-joint = { $so_far }، { $next }
list-unknown-place = هذا الموضع في القائمة غير معروف. ابدأ من جديد من صفحتها الأولى.
handle-length = { $max ->
    [few] اختر اسمًا من { $min } إلى { $max } أحرف.
    [many] اختر اسمًا من { $min } إلى { $max } حرفًا.
   *[other] اختر اسمًا من { $min } إلى { $max } حرف.
}
handle-begin = ابدأ الاسم بحرف.
handle-letters = استعمل في الاسم الحروف والأرقام و- و_ فقط.
handle-accents = اكتب كل حرف مع علامته في الاسم رمزًا واحدًا.
handle-one-alphabet = اكتب الاسم بحروف أبجدية واحدة.
prose-back = العودة إلى النص
prose-table = جدول
prose-to-do = للتنفيذ
prose-done = منجز
