# إدارة الموقع: ما يقوله البرنامج عنها.
standing-active = الأعضاء
standing-waiting = في الانتظار
standing-ghost = المستوردون
standing-closed = المغلقة
standing-choose = اختر نشطًا أو مغلقًا.
standing-opened = أصبح تسجيل الدخول متاحًا لهذا الشخص.
standing-ended = أُغلق الحساب وسُجّل الخروج من متصفحاته.
person-role-changed = تغيّر الدور.
invitation-ended = لم تعد تلك الدعوة صالحة.
board-made = أُنشئ القسم.
board-changed = تغيّر القسم.
