// Quotes what is selected in a comment, where the page has room to write. Otherwise the link leads to a page that does.
import { type } from "./write.js";

export function start(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest('[data-enhance~="quote"]');
    const field = document.querySelector("textarea#f-body");
    if (!link || !field || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const selection = getSelection();
    const comment = link.closest("article");
    if (selection.isCollapsed || !comment?.contains(selection.anchorNode)) return;
    event.preventDefault();
    const quoted = selection.toString().trim().split("\n").map((line) => `> ${line}`).join("\n");
    const gap = field.value.trim() ? "\n\n" : "";
    type(field, `${gap}${quoted}\n\n@${link.dataset.to} `, field.value.length, field.value.length);
    field.scrollIntoView({ block: "center" });
  });
}
