// Keeps what is being written on the server: every twenty seconds while it changes, and when the page goes away.
import { fields, tell } from "./write.js";

const EVERY = 20_000;

export function start(root) {
  for (const [box, field] of fields(root, "draft")) if (field.form) keep(box, field.form);
}

function words(form) {
  const all = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") all.append(name, value);
  return all;
}

function keep(box, form) {
  const version = form.elements.namedItem("draft_version");
  let last = words(form).toString();
  let timer, sending, over;
  const save = async (leaving) => {
    clearTimeout(timer);
    timer = null;
    const body = words(form);
    if (over || body.toString() === last || (sending && !leaving)) return;
    sending?.abort();
    sending = new AbortController();
    const [signal, headers] = [sending.signal, { Accept: "application/json" }];
    try {
      // A browser lets only short words go out after the page has gone.
      const keepalive = leaving && body.toString().length < 60_000;
      const answer = await fetch(box.dataset.draft, { method: "POST", body, headers, signal, keepalive });
      if (answer.status === 409 || answer.status === 412) {
        over = true;
        return tell(box, box.dataset.elsewhere, true);
      }
      if (!answer.ok) return;
      version.value = (await answer.json()).version;
      last = words(form).toString();
      tell(box, box.dataset.saved);
    } catch {
      // The next change tries again; the tab keeps its words meanwhile.
    } finally {
      sending = null;
    }
  };
  form.addEventListener("input", () => (timer ??= setTimeout(save, EVERY)));
  // What was sent is no draft any more.
  form.addEventListener("submit", () => {
    over = true;
    sending?.abort();
  });
  addEventListener("pageshow", (event) => event.persisted && (over = false));
  addEventListener("pagehide", () => save(true));
  document.addEventListener("visibilitychange", () => document.hidden && save(true));
}
