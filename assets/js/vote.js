// A vote without the reload: sends the form, puts the server's block in the old one's place.
// Whatever goes wrong, the form is submitted the ordinary way.
const FRAGMENT = '[data-fragment="vote"]';

export function start(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches('form[data-enhance~="vote"]') || form.dataset.plain !== undefined) return;
    const block = form.closest(FRAGMENT);
    if (!block) return;
    event.preventDefault();
    if (block.ariaBusy === "true") return;
    block.ariaBusy = "true";
    vote(form, block, event.submitter).catch(() => plainly(form, block, event.submitter));
  });
}

async function vote(form, block, button) {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form, button)),
    headers: { "X-Fragment": "vote" },
    signal: AbortSignal.timeout(8000),
  });
  if (!answer.ok || answer.redirected) throw new Error(`vote answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector(FRAGMENT);
  if (!next) throw new Error("the answer holds no vote");

  const focused = block.contains(document.activeElement);
  next.className = block.className; // the same size and place as before
  block.replaceWith(document.adoptNode(next));
  if (focused) next.querySelector("[aria-pressed], button, a")?.focus({ preventScroll: true });
  say(next.dataset.say ?? next.querySelector("[aria-pressed]")?.textContent ?? "");
}

function plainly(form, block, button) {
  block.ariaBusy = null;
  form.dataset.plain = "";
  form.requestSubmit(button);
}

function say(words) {
  let region = document.querySelector("[data-live]");
  if (!region) {
    region = document.createElement("p");
    region.className = "visually-hidden";
    region.role = "status";
    region.dataset.live = "";
    document.body.append(region);
  }
  region.textContent = "";
  setTimeout(() => (region.textContent = words.trim()), 50);
}
