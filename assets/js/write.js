// What the tools of a text to write share: the row above it, and putting words in so that they can be undone.
export function fields(root, name) {
  return [...root.querySelectorAll(`[data-enhance~="${name}"]`)].flatMap((box) => {
    const field = box.querySelector("textarea");
    return field ? [[box, field]] : [];
  });
}

export function bar(box, field) {
  let row = box.querySelector(".write-bar");
  if (!row) {
    row = document.createElement("div");
    row.className = "write-bar";
    field.before(row);
  }
  return row;
}

// Replaces what is selected, as if it had been typed.
export function type(field, words, start = field.selectionStart, end = field.selectionEnd) {
  field.focus();
  field.setSelectionRange(start, end);
  const typed = words === "" ? document.execCommand("delete") : document.execCommand("insertText", false, words);
  if (typed) return;
  field.setRangeText(words, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// A quiet line below the text.
export function tell(box, words, wrong = false) {
  let line = box.querySelector(".write-told");
  if (!line) {
    line = document.createElement("p");
    line.className = "write-told";
    box.append(line);
  }
  line.role = wrong ? "alert" : null;
  line.classList.toggle("write-told--wrong", wrong);
  line.textContent = words;
}
