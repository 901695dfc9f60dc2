// Two tabs over a text: writing it, with a live look below where there is room, and how it will be shown.
// The server renders it, as it will when it is sent.
import { bar, fields } from "./write.js";

const PAUSE = 700;
const wide = matchMedia("(min-width: 58rem)");

export function start(root) {
  for (const [box, field] of fields(root, "preview")) add(box, field);
}

function add(box, field) {
  const panel = document.createElement("div");
  panel.className = "write-panel";
  panel.id = `${field.id}-preview`;
  panel.role = "tabpanel";
  panel.tabIndex = 0;
  panel.hidden = true;
  const tabs = document.createElement("div");
  tabs.className = "write-tabs";
  tabs.role = "tablist";
  const [write, look] = ["write", "preview"].map((name) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.role = "tab";
    tab.id = `${field.id}-tab-${name}`;
    tab.textContent = box.dataset[name];
    tabs.append(tab);
    return tab;
  });
  look.setAttribute("aria-controls", panel.id);
  write.setAttribute("aria-controls", field.id);
  panel.setAttribute("aria-labelledby", look.id);
  bar(box, field).prepend(tabs);
  field.after(panel);
  // The button that does this without a script.
  field.form?.querySelector('button[name="do"][value="preview"]')?.remove();

  let timer, last, asked;
  const looking = () => look.ariaSelected === "true";
  const choose = (tab) => {
    for (const one of [write, look]) {
      one.ariaSelected = String(one === tab);
      one.tabIndex = one === tab ? 0 : -1;
    }
    field.hidden = looking();
    if (looking()) show();
    else panel.hidden = !wide.matches || !field.value.trim();
  };
  const show = async () => {
    panel.hidden = !looking() && (!wide.matches || !field.value.trim());
    if (panel.hidden || field.value === last) return;
    const words = field.value;
    asked?.abort();
    asked = new AbortController();
    try {
      const body = new URLSearchParams({ body: words });
      const answer = await fetch(`${box.dataset.base}/preview`, { method: "POST", body, signal: asked.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      panel.replaceChildren(...page.body.childNodes);
      last = words;
    } catch (error) {
      if (error.name !== "AbortError") panel.textContent = box.dataset.previewFailed;
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  for (const tab of [write, look]) tab.addEventListener("click", () => choose(tab));
  tabs.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const other = document.activeElement === write ? look : write;
    const to = event.key === "Home" ? write : event.key === "End" ? look : other;
    choose(to);
    to.focus();
  });
  choose(write);
}
