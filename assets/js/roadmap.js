// Moves a card to another column by hand or by key. Either opens the card's own form with the answer to give;
// sending it fetches the board anew. Whatever goes wrong, the form is sent the ordinary way.
export function start(root) {
  const board = root.querySelector('[data-enhance~="roadmap"]');
  if (board) grasp(board);
}

function grasp(board) {
  let held = null;
  ready(board);

  board.addEventListener("dragstart", (event) => {
    held = event.target.closest?.("[data-card]");
    if (!held || event.target !== held) return void (held = null);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.querySelector("h3").textContent);
    for (const column of board.querySelectorAll("[data-column]")) {
      column.dataset.drop = column.contains(held) ? "" : allowed(held, column) ? "yes" : "no";
    }
  });
  board.addEventListener("dragover", (event) => {
    const column = event.target.closest?.("[data-column]");
    if (!held || column?.dataset.drop !== "yes") return;
    event.preventDefault();
    board.querySelectorAll(".over").forEach((c) => c.classList.toggle("over", c === column));
    column.classList.add("over");
  });
  board.addEventListener("dragend", () => {
    for (const column of board.querySelectorAll("[data-column]")) {
      delete column.dataset.drop;
      column.classList.remove("over");
    }
    held = null;
  });
  board.addEventListener("drop", (event) => {
    const column = event.target.closest?.("[data-column]");
    if (!held || !column) return;
    event.preventDefault();
    ask(held, column.dataset.column);
    say(`${board.dataset.dropped} ${column.querySelector("h2 span").textContent}`);
  });
  board.addEventListener("keydown", (event) => walk(board, event));
  board.addEventListener("submit", (event) => {
    if (!event.target.matches(".move-form") || event.target.dataset.plain !== undefined) return;
    event.preventDefault();
    send(board, event.target, event.submitter).catch(() => {
      event.target.dataset.plain = "";
      event.target.requestSubmit(event.submitter);
    });
  });
}

// A card is dragged as a whole, by its title too, which as a link would be dragged by itself.
function ready(board) {
  for (const card of board.querySelectorAll("[data-card]")) {
    card.draggable = true;
    card.querySelector("h3 a").draggable = false;
  }
}

const allowed = (card, column) =>
  card.closest("[data-column]").dataset.allows.split(" ").includes(column.dataset.column);

// Opens the card's form and leads to the answer, with the chosen column's button as the one that Enter presses.
function ask(card, to) {
  const menu = card.querySelector("details");
  menu.open = true;
  for (const button of menu.querySelectorAll("button[name=status]")) button.classList.toggle("button--main", button.value === to);
  menu.querySelector("textarea").focus();
}

// Arrows walk the buttons of an open form; Escape closes it and goes back to where it was opened.
function walk(board, event) {
  const menu = event.target.closest("details.move[open]");
  if (!menu) return;
  if (event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const buttons = [...menu.querySelectorAll("button[name=status]")];
  if (!step || !buttons.length || event.target.matches("textarea")) return;
  event.preventDefault();
  const at = buttons.indexOf(event.target);
  buttons[at < 0 ? 0 : (at + step + buttons.length) % buttons.length].focus();
}

async function send(board, form, button) {
  const chosen = button ?? form.querySelector("button.button--main, button[name=status]");
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, chosen)), signal: AbortSignal.timeout(8000) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector('[data-enhance~="roadmap"]');
  if (!fresh) throw new Error(`moving answered ${answer.status}`);
  const id = form.closest("[data-card]").dataset.card;
  board.replaceChildren(...fresh.childNodes);
  ready(board);
  const card = board.querySelector(`[data-card="${id}"]`);
  (card?.querySelector("details[open] textarea") ?? card?.querySelector("summary"))?.focus();
  say(page.querySelector(answer.ok ? ".flash" : ".move-form .error")?.textContent ?? "");
}

function say(words) {
  const live = document.querySelector("[data-live]") ?? document.body.appendChild(Object.assign(document.createElement("p"), { className: "visually-hidden", role: "status" }));
  live.dataset.live = "";
  live.textContent = "";
  setTimeout(() => (live.textContent = words.trim()), 50);
}
