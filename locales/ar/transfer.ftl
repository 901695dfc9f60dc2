# الاستيراد: ما آلت إليه صفوف الملف.
import-mapping = اكتبه هكذا: status:Final=Paved أو board:Ideas=product.
import-no-status = لا توجد حالة باسم “{ $status }”. الموجود: { $names }.
import-undone = أُلغي هذا الاستيراد من قبل.
import-line = السطر { $line }
import-header = لا يمكن قراءة سطر العناوين: { $told }
import-no-object = ليس كائن JSON
import-nameless = صف بلا معرّف ولا عنوان
import-twice = هذا المعرّف وارد مرتين في الملف، والأول هو المعتمد
import-untitled = بلا عنوان
import-too-long = نصه أطول من { $max } حرف
import-field = { $field }: { $told }
import-no-id = بلا معرّف، فصار عنوانه اسمًا له
import-unknown-status = الحالة “{ $status }” غير معروفة هنا، فصارت مفتوحة
import-title-cut = له عنوان قُطع عند { $max } حرفًا
import-bad-date = له تاريخ لا يمكن قراءته، فعُدّ منشأً اليوم
import-no-date = بلا تاريخ، فعُدّ منشأً اليوم
import-many-tags = له أكثر من خمسة وسوم، فأُبقيت الخمسة الأولى
import-changed-here = غُيّر هنا منذ ذلك الحين، فبقي كما هو
import-pull-request = طلب دمج لا بلاغ
import-deleted-there = كان محذوفًا هناك
import-no-zip = ليس ملف zip يمكن قراءته: { $told }
import-zip-too-large = حجمه بعد فك الضغط أكبر من { $max } ميغابايت
import-zip-too-many = فيه أكثر من { $max } ملف
import-no-posts = ليس فيه posts.json؛ هل هو نسخة احتياطية من Fider؟
import-table = لا يمكن قراءة { $name }.json: { $told }
import-odd-tags = له وسم طويل أو غير مناسب هنا، فتُرك
import-odd-fields = له إجابة بلا اسم أو طويلة أكثر مما يُقبل هنا، فتُركت
import-comment-left = له تعليق فارغ أو طويل جدًا، فتُرك
import-would-merge = { $row } يكرر #{ $into } هناك وسيُدمج فيه
import-merged = كان { $row } يكرر #{ $into } هناك فدُمج فيه
import-not-merged = كان { $row } يكرر #{ $into } هناك ولم يمكن دمجه، فأُرشف
import-title = الاستيراد
import-told = أحضر ما كان في مكان آخر، وأعده إن كان خطأ.
import-send = أرسل ملفًا
import-send-told = ترى أولًا ما سيحدث. لا يدخل شيء قبل أن تأذن. تبقى التواريخ كما هي؛ ويأتي الناس أسماء لا يمكنها تسجيل الدخول؛ والاستيراد الثاني من المكان نفسه لا يكرر شيئًا.
import-file = الملف
import-file-hint = { $max } ميغابايت على الأكثر.
import-file-again = لا يُعاد الملف أبدًا: اختره مرة أخرى.
import-file-too-large = الملف أكبر من { $max } ميغابايت.
import-no-file = اختر ملفًا.
import-choose = اختر شيئًا من القائمة.
import-source-fits = استعمل من حرف إلى 60 حرفًا بلا نقطتين.
import-format = كيف كُتب
import-format-auto = اكتشف بنفسك
import-format-csv = CSV
import-format-jsonl = أسطر JSON
import-format-github = بلاغات GitHub (JSON)
import-format-fider-csv = ملف Fider posts.csv
import-format-fider-zip = ملف Fider backup.zip
import-board = القسم
import-source = من أين
import-source-hint = اسم للمكان؛ تُعرف به الصفوف دائمًا. إن تركته فارغًا فهو اسم الملف.
import-map = ما تعنيه قيمهم هنا
import-map-hint = سطر لكل قيمة، مثل status:Final=Paved أو board:Ideas=product.
import-look = انظر ما سيحدث
import-runs = ما استُورد حتى الآن
import-none = لا شيء بعد.
import-when = متى
import-state = الحالة
import-state-checking = يُفحص
import-state-checked = ينتظر موافقتك
import-state-running = يدخل الآن
import-state-done = تم
import-state-failed = فشل
import-state-stopped = توقف في منتصف الطريق، ويمكن أن يستمر
import-state-undone = أُعيد
import-of = استيراد { $source }
import-progress = { $done } من { $total } من الصفوف
import-refreshes = تتحدث هذه الصفحة بنفسها كل ثانيتين.
import-would = ما سيحدث
import-did = ما حدث
import-created = الجديد: { $n }
import-updated = المتغير: { $n }
import-unchanged = الباقي كما هو: { $n }
import-left-out = المتروك: { $n }
import-notes = أُخذ على غير ما كان
import-skipped = تُرك
import-run = أدخله
import-discard = انسَ الملف
import-discarded = نُسي الملف.
import-undo = أعِده
import-back = كل عمليات الاستيراد
import-not-waiting = هذا الاستيراد يعمل الآن أو انتهى.
import-file-gone = لم يعد ملف هذا الاستيراد موجودًا. أرسله مرة أخرى.
import-taken-back = { $n ->
    [zero] لم يُعَد شيء.
    [one] أُعيد اقتراح واحد مع تعليقاته وأصواته.
    [two] أُعيد اقتراحان مع تعليقاتهما وأصواتهما.
    [few] أُعيدت { $n } اقتراحات مع تعليقاتها وأصواتها.
    [many] أُعيد { $n } اقتراحًا مع تعليقاتها وأصواتها.
   *[other] أُعيد { $n } اقتراح مع تعليقاتها وأصواتها.
}
