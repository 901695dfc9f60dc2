// Buttons and keys that put Markdown around what is selected. One stop for the Tab key, arrows between buttons.
import { bar, fields, type } from "./write.js";

const around = (mark) => (field, start, end) => {
  const words = field.value.slice(start, end);
  type(field, mark + words + mark, start, end);
  field.setSelectionRange(start + mark.length, start + mark.length + words.length);
};

const lines = (mark) => (field, start, end) => {
  const first = field.value.lastIndexOf("\n", start - 1) + 1;
  const words = field.value.slice(first, end).split("\n").map((line) => mark + line).join("\n");
  type(field, words, first, end);
};

function link(field, start, end) {
  const words = field.value.slice(start, end);
  const address = /^https?:\/\/\S+$/.test(words);
  type(field, address ? `[](${words})` : `[${words}](https://)`, start, end);
  const at = address ? start + 1 : start + words.length + 3;
  field.setSelectionRange(at, address ? at : at + 8);
}

function code(field, start, end) {
  const words = field.value.slice(start, end);
  if (words.includes("\n")) type(field, `\`\`\`\n${words}\n\`\`\``, start, end);
  else around("`")(field, start, end);
}

const tools = {
  bold: { sign: "B", key: "b", act: around("**") },
  italic: { sign: "I", key: "i", act: around("*") },
  heading: { sign: "H", act: lines("## ") },
  quote: { sign: "❝", act: lines("> ") },
  list: { sign: "•", act: lines("- ") },
  code: { sign: "<>", act: code },
  link: { sign: "↗", key: "k", act: link },
  picture: { sign: "▣", act: (field) => field.dispatchEvent(new Event("choose-picture")) },
};

export function start(root) {
  for (const [box, field] of fields(root, "toolbar")) add(box, field);
}

function add(box, field) {
  const row = document.createElement("div");
  row.className = "write-tools";
  row.role = "toolbar";
  row.ariaLabel = box.dataset.tools;
  row.setAttribute("aria-controls", field.id);
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  for (const [name, tool] of Object.entries(tools)) {
    if (name === "picture" && !box.matches('[data-enhance~="picture"]')) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.tool = name;
    button.tabIndex = row.childElementCount ? -1 : 0;
    button.textContent = tool.sign;
    button.ariaLabel = box.dataset[name];
    button.title = box.dataset[name] + (tool.key ? ` (${mac ? "⌘" : "Ctrl+"}${tool.key.toUpperCase()})` : "");
    if (tool.key) button.setAttribute("aria-keyshortcuts", `${mac ? "Meta" : "Control"}+${tool.key.toUpperCase()}`);
    button.addEventListener("click", () => tool.act(field, field.selectionStart, field.selectionEnd));
    row.append(button);
  }
  row.addEventListener("keydown", (event) => walk(event, [...row.children]));
  field.addEventListener("keydown", (event) => {
    if (event.altKey || event.shiftKey || !(mac ? event.metaKey : event.ctrlKey)) return;
    const tool = Object.values(tools).find((one) => one.key === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    tool.act(field, field.selectionStart, field.selectionEnd);
  });
  bar(box, field).append(row);
}

function walk(event, buttons) {
  const forward = getComputedStyle(buttons[0]).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
  const at = buttons.indexOf(document.activeElement);
  const to = { [forward]: at + 1, [back]: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = buttons[(to + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}
