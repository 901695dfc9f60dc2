// Offers what is said about a topic while someone reads it, as a link to the first new comment. Moves nothing.
// Listens only while the page is seen: browsers allow few streams at once.
const HIDDEN = 20_000; // Milliseconds out of sight after which the stream is let go.
const AFTER = 1_500; // Milliseconds in sight before it is asked for: the page comes first, and it says from where on.

export function start(root) {
  if (!("EventSource" in window)) return;
  for (const place of root.querySelectorAll('[data-enhance~="news"]')) listen(place);
}

function listen(place) {
  const news = new Set();
  let stream, last = place.dataset.after, first, later;

  function open() {
    if (stream && stream.readyState !== EventSource.CLOSED) return;
    const query = new URLSearchParams({ topic: place.dataset.topic, kinds: "comment.created", after: last });
    const base = document.documentElement.dataset.base;
    stream = new EventSource(`${base}/changes/stream?${query}`);
    stream.addEventListener("message", (event) => {
      last = event.lastEventId || last;
      const change = JSON.parse(event.data);
      const mine = place.dataset.me && change.actor?.handle === place.dataset.me;
      if (mine || document.getElementById(`c-${change.object.id}`)) return;
      first ??= change.object.url;
      news.add(change.object.id);
      offer(place, news.size, first);
    });
  }

  function seen() {
    clearTimeout(later);
    later = document.hidden ? setTimeout(() => stream?.close(), HIDDEN) : setTimeout(open, AFTER);
  }
  document.addEventListener("visibilitychange", seen);
  addEventListener("pagehide", () => stream?.close());
  seen();
}

function offer(place, count, url) {
  let link = place.querySelector("a");
  if (!link) {
    link = document.createElement("a");
    link.className = "button button--main";
    place.append(link);
  }
  link.href = url;
  link.textContent = told(place.dataset, count);
}

// The page brings one text for each plural form its language has, said of a number that has it.
function told(texts, count) {
  const lang = document.documentElement.lang;
  const form = (n) => new Intl.PluralRules(lang).select(n);
  const sample = [1, 2, 3, 11, 100].find((n) => n === count || form(n) === form(count)) ?? 100;
  return texts[`n${sample}`].replace(/[\d\u0660-\u0669]+/, new Intl.NumberFormat(lang).format(count));
}
