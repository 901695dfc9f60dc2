// Keys for those who like them; none works while one writes, and each only repeats a link or a button of the page.
// The list that "?" opens is the page /shortcuts.
const go = { h: "/", p: "/proposals", d: "/discussions", r: "/roadmap", c: "/changelog" };
let waiting = 0;

export function press(event) {
  const base = document.documentElement.dataset.base ?? "";
  const key = event.key;
  if (performance.now() < waiting && key in go) {
    waiting = 0;
    return follow(event, base + go[key]);
  }
  waiting = 0;
  switch (key) {
    case "g":
      waiting = performance.now() + 1500;
      return;
    case "/":
      return reach(event, search(base));
    case "n":
      return follow(event, `${base}/proposals/new`);
    case "j":
      return step(event, 1);
    case "k":
      return step(event, -1);
    case "v":
      return vote(event);
    case "?":
      return help(event, base);
  }
}

function follow(event, to) {
  event.preventDefault();
  location.assign(to);
}

// The first field to search in that can be seen; if this page has none, the list that has one.
function search(base) {
  const seen = [...document.querySelectorAll('input[type="search"]')].find((field) => field.checkVisibility());
  if (!seen) location.assign(`${base}/proposals#search`);
  return seen;
}

function reach(event, field) {
  event.preventDefault();
  field?.focus();
  field?.select();
}

const rows = () => [...document.querySelectorAll("main .row, main [data-card]")];
const link = (row) => row.querySelector("h2 a, h3 a");

function step(event, by) {
  const all = rows();
  if (!all.length) return;
  event.preventDefault();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  link(next)?.focus();
  next.scrollIntoView({ block: "nearest" });
}

function vote(event) {
  const row = document.activeElement.closest(".row") ?? document.querySelector(".sheet-act");
  const button = row?.querySelector("button.vote-button, a.vote-button");
  if (!button) return;
  event.preventDefault();
  button.click();
}

async function help(event, base) {
  event.preventDefault();
  const opened = document.querySelector("dialog.shortcuts");
  if (opened) return opened.close();
  try {
    const answer = await fetch(`${base}/shortcuts`, { headers: { "X-Fragment": "keys" }, signal: AbortSignal.timeout(4000) });
    if (!answer.ok) throw new Error(`shortcuts answered ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const dialog = document.createElement("dialog");
    dialog.className = "shortcuts";
    dialog.setAttribute("aria-labelledby", "keys");
    dialog.append(...document.adoptNode(page.body).childNodes);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (e) => e.target === dialog && dialog.close());
    document.body.append(dialog);
    dialog.showModal();
  } catch {
    location.assign(`${base}/shortcuts`);
  }
}
