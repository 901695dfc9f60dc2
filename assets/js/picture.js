// Pictures that are pasted, dropped or chosen: sent at once, and their Markdown put where the caret is.
import { fields, tell, type } from "./write.js";

export function start(root) {
  for (const [box, field] of fields(root, "picture")) add(box, field);
}

function add(box, field) {
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.accept = "image/png,image/jpeg,image/gif,image/webp";
  chooser.multiple = true;
  chooser.addEventListener("change", () => {
    send(box, field, chooser.files);
    chooser.value = "";
  });
  field.addEventListener("choose-picture", () => chooser.click());
  field.addEventListener("paste", (event) => {
    const files = pictures(event.clipboardData);
    // Words that come with a picture of themselves are meant as words.
    if (!files.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    send(box, field, files);
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    field.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      box.classList.toggle("write--over", name === "dragover");
      if (name === "drop") send(box, field, pictures(event.dataTransfer));
    });
  }
}

function pictures(from) {
  return [...from.files].filter((file) => file.type.startsWith("image/"));
}

// One after another, so that a limit is met once.
async function send(box, field, files) {
  for (const file of [...files]) {
    tell(box, box.dataset.adding);
    try {
      const body = new FormData();
      body.append("picture", file);
      const headers = { Accept: "application/json" };
      const answer = await fetch(`${box.dataset.base}/images`, { method: "POST", body, headers });
      if (!answer.ok) throw new Error(await why(answer));
      const { markdown } = await answer.json();
      const apart = field.value.slice(0, field.selectionStart);
      type(field, `${apart && !apart.endsWith("\n") ? "\n\n" : ""}${markdown}\n\n`);
      tell(box, "");
    } catch (error) {
      return tell(box, error.message || box.dataset.pictureFailed, true);
    }
  }
}

// What the server's page says is wrong.
async function why(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const told = page.querySelector("main .errors li") ?? page.querySelector("main h1");
  return (told?.lastChild ?? told)?.textContent.replace(/^:\s*/, "").trim() ?? "";
}
