# لماذا لا يُسأل خادم آخر أو لم يُجب.
fetch-refused-unreadable = هذا ليس عنوان ويب. اكتبه هكذا: https://example.org/path.
fetch-refused-scheme = استخدم عنوانًا يبدأ بـ https:// أو http://.
fetch-refused-credentials = اترك اسم المستخدم وكلمة المرور خارج العنوان.
fetch-refused-port = المنفذ { $port } غير مسموح. استخدم 443 أو 80، أو اطلب من القائمين على الموقع السماح به.
fetch-refused-private = يقود هذا العنوان إلى شبكة خاصة. استخدم عنوانًا يصل إليه الجميع على الإنترنت، أو اطلب من القائمين على الموقع السماح به.
fetch-refused-weaker = يحوّل الخادم من https إلى http حيث يمكن لأي أحد التنصت.
fetch-unreachable = لا أحد يجيب هناك: { $why }
fetch-slow = استغرق الجواب وقتًا طويلًا.
fetch-odd = ما وصل ليس جوابًا من الويب: { $why }
fetch-too-long = الجواب كبير جدًا.
fetch-too-many-turns = الخادم يحوّل بلا نهاية.
fetch-unfit = لا يمكن إرسال هذا: { $why }
