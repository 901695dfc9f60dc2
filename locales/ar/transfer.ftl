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
