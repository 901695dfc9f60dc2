# خطافات الويب.
webhook-events-unread = اذكر أحداثًا مثل topic.created أو comment.*، أو اختر عددًا من المؤيدين؛ 50 اسمًا على الأكثر.
webhook-enough = يوجد { $max } من خطافات الويب. احذف واحدًا أولًا.
webhook-off-subject = أُوقف خطاف ويب
webhook-aside-subject = لم يقبل خطاف ويب رسالة
webhook-off-words = لم يُقبل شيء عند { $url } لمدة { $days } من الأيام، فلن يُرسل إليه شيء بعد الآن. المحاولة الأخيرة: { $why }
webhook-aside-words = جُرّبت رسالة إلى { $url } ست مرات ووُضعت جانبًا. المحاولة الأخيرة: { $why }
webhook-again-words = متى عاد إلى العمل يمكنك طلب إرسال الرسائل مرة أخرى.
webhook-why = تصلك هذه الرسالة لأن خطاف الويب لك.
