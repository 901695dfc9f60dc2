// Completes @people and #topics in a text, and the last tag in a line of tags. Arrows choose, Enter or Tab takes,
// Escape closes; the words of the server's list are the only ones offered.
import { fields, type } from "./write.js";

const PAUSE = 150;

export function start(root) {
  for (const [box, field] of fields(root, "complete")) {
    add(box, field, box, wordsOf);
    const tags = field.form?.querySelector('input[name="tags"]');
    tags?.removeAttribute("list"); // what is offered below knows more, and one tag at a time
    if (tags) add(box, tags, tags.parentElement, tagsOf);
  }
}

// What is being typed before the caret: its kind, what of it counts, and where it begins.
function wordsOf(field) {
  const found = /(?:^|[\s(])([@#])([\p{L}\p{N}_-]{1,40})$/u.exec(field.value.slice(0, field.selectionStart));
  if (!found) return null;
  const kind = found[1] === "@" ? "people" : "topics";
  return { kind, q: found[2], from: field.selectionStart - found[2].length - 1, after: " " };
}

function tagsOf(field) {
  const before = field.value.slice(0, field.selectionStart);
  const q = before.slice(before.lastIndexOf(",") + 1).trimStart();
  return q ? { kind: "tags", q, from: field.selectionStart - q.length, after: ", " } : null;
}

function add(box, field, place, sought) {
  const list = document.createElement("ul");
  list.className = "choices-list";
  list.id = `${field.id}-choices`;
  list.role = "listbox";
  list.ariaLabel = box.dataset.choices;
  list.hidden = true;
  place.append(list);
  const combo = field.matches("input"); // a textarea may not be called a combobox
  if (combo) field.role = "combobox";
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  let timer, wanted, turn = 0;

  const mark = (option) => {
    for (const one of list.children) one.ariaSelected = String(one === option);
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    turn++;
    list.hidden = true;
    if (combo) field.ariaExpanded = "false";
    mark(null);
  };
  const take = (option) => {
    const { from, after } = wanted;
    close();
    type(field, option.dataset.value + after, from, field.selectionStart);
  };
  const look = async () => {
    wanted = sought(field);
    if (!wanted) return close();
    const mine = ++turn;
    const ask = new URLSearchParams({ kind: wanted.kind, q: wanted.q });
    const answer = await fetch(`${box.dataset.base}/complete?${ask}`);
    if (mine !== turn || !answer.ok) return;
    const options = (await answer.json()).map((choice, n) => {
      const option = document.createElement("li");
      const [value, label] = [document.createElement("b"), document.createElement("span")];
      [option.role, option.id, option.dataset.value] = ["option", `${list.id}-${n}`, choice.value];
      [value.textContent, label.textContent, value.dir, label.dir] = [choice.value, choice.label, "auto", "auto"];
      option.append(value, label);
      option.addEventListener("mousedown", (event) => (event.preventDefault(), take(option)));
      return option;
    });
    if (mine !== turn) return;
    if (!options.length) return close();
    list.replaceChildren(...options);
    list.hidden = false;
    if (combo) field.ariaExpanded = "true";
    mark(null);
  };
  if (combo) field.ariaExpanded = "false";
  field.addEventListener("input", () => (clearTimeout(timer), (timer = setTimeout(() => look().catch(close), PAUSE))));
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const options = [...list.children];
    const at = options.findIndex((one) => one.ariaSelected === "true");
    const step = { ArrowDown: 1, ArrowUp: at < 0 ? 0 : -1 }[event.key];
    if (step !== undefined) mark(options[(at + step + options.length) % options.length]);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) take(options[at]);
    else return;
    event.preventDefault();
  });
}
