// What is there already appears while a title is being typed: the block that the button below the field brings too.
const WAIT = 250;

export function start(root) {
  for (const form of root.querySelectorAll('form[data-enhance~="similar"]')) {
    const title = form.elements.namedItem("title");
    const list = form.querySelector("[data-similar-list]");
    if (title && list) watch(form, title, list);
  }
}

function watch(form, title, list) {
  let timer = 0;
  // What was typed before this ran is looked for too, unless the page came with its answer.
  let asked = list.querySelector(".similar") ? title.value.trim() : "";
  let running = null;
  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  look();

  async function look() {
    const typed = title.value.trim();
    if (typed === asked) return;
    asked = typed;
    running?.abort();
    if (typed.split(/\s+/).length < 2 && !/[^\u0000-\u2fff]{2}/u.test(typed)) {
      list.replaceChildren();
      return;
    }
    running = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.similar}?title=${encodeURIComponent(typed)}`, {
        headers: { "X-Fragment": "similar" },
        signal: AbortSignal.any([running.signal, AbortSignal.timeout(4000)]),
      });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const block = page.querySelector('[data-fragment="similar"]');
      // Whoever has reached a button of the old list keeps it.
      if (block && typed === title.value.trim() && !list.contains(document.activeElement)) {
        list.replaceChildren(document.adoptNode(block));
      }
    } catch {
      // Without it, the button below the field still looks.
    }
  }
}
