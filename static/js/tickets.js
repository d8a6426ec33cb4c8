// The tick: shown at once, confirmed or taken back by the server's answer.
const UNDO_SECONDS = 10;
const say = document.getElementById("say");
const rowOf = (element) => element.closest?.(".tk");

document.addEventListener("htmx:beforeRequest", (event) => {
  const row = rowOf(event.detail.elt);
  if (!row) return;
  row.querySelector(".msg")?.remove();
  for (const one of document.querySelectorAll(".freed")) one.classList.remove("freed");
  row.setAttribute("aria-busy", "true");
  const { status: asked } = event.detail.requestConfig.parameters;
  row.classList.toggle("busy", asked === "done");
});

const before = new Map();
const menus = new Map();

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  const row = rowOf(target);
  if (!row || !event.detail.shouldSwap) return;
  if (!xhr.responseText.startsWith(`<li id="${row.id}"`)) {
    event.detail.shouldSwap = false; // a redirect to the sign-in page was followed
    refuse(event, why(401));
    return;
  }
  before.set(row.id, weight(row));
  menus.set(row.id, row.querySelector(".menu"));
});

// The answer leaves the menu out, which is long; the one on the page goes on, with what was typed into it unless it
// is saved now.
function keepMenu(row) {
  const menu = menus.get(row.id);
  if (!menu) return;
  menus.delete(row.id);
  row.querySelector("form").append(menu);
  if (!row.querySelector(".msg.ok")) return;
  menu.open = false;
  menu.querySelector("[name=reason]").value = "";
}

function weight(row) {
  return { done: Number(row.matches(".done")), countable: Number(!row.matches(".skipped")) };
}

// The sprint's own count follows the row, so the answer need not carry it.
function recount(row) {
  const count = row.closest(".sprint")?.querySelector(".sum");
  const was = before.get(row.id);
  if (!count || !was) return;
  before.delete(row.id);
  const is = weight(row);
  const [done, countable] = count.textContent.match(/\d+/g).map(Number);
  count.textContent = `${done + is.done - was.done} of ${countable + is.countable - was.countable}`;
}

const REASONS = {
  401: "you are signed out. Reload the page and sign in",
  403: "your role may not change tickets, or the page is too old. Reload it",
  404: "this ticket no longer exists. Reload the page",
  429: "too many changes in a short time. Wait a minute",
};

function why(status) {
  return `Not saved: ${REASONS[status] ?? "the server had a fault. Nothing was changed, try again"}.`;
}

function refuse(event, text) {
  const row = rowOf(event.detail.elt);
  if (!row) return;
  row.classList.remove("busy");
  row.removeAttribute("aria-busy");
  const message = Object.assign(document.createElement("p"), { className: "msg", textContent: text });
  row.querySelector("h3").parentElement.append(message);
  say.textContent = text;
}

document.addEventListener("htmx:sendError", (event) => {
  refuse(event, "Not saved: no connection. Try again when you are online.");
});
document.addEventListener("htmx:timeout", (event) => {
  refuse(event, "Not saved: the server did not answer. Try again in a moment.");
});
document.addEventListener("htmx:responseError", (event) => {
  refuse(event, why(event.detail.xhr.status));
});

document.addEventListener("htmx:load", (event) => {
  const row = event.detail.elt;
  if (!row.classList?.contains("tk")) return;
  keepMenu(row);
  const message = row.querySelector(".msg");
  if (message) say.textContent = `${row.querySelector(".code").textContent}: ${message.firstChild.textContent.trim()}`;
  const undo = row.querySelector(".msg button");
  fade(undo);
  // The button that was pressed may be gone with the old row; whoever works by keyboard stays at the ticket.
  if (document.activeElement === document.body) row.querySelector("button.tick, summary")?.focus({ preventScroll: true });
  recount(row);
  unlock(row);
});

document.addEventListener("htmx:oobAfterSwap", sum);

function fade(undo) {
  if (undo) setTimeout(() => undo.remove(), UNDO_SECONDS * 1000);
}
fade(document.querySelector("#messages .undo"));

// Rows that wait for this ticket stop or start saying so.
function unlock(row) {
  const code = row.querySelector(".code").textContent;
  const open = !row.matches(".done, .skipped");
  for (const mark of document.querySelectorAll("[data-w]")) {
    if (mark.textContent !== code || mark.hidden === !open) continue;
    mark.hidden = !open;
    const all = mark.closest(".waiting");
    all.hidden = !all.querySelector("[data-w]:not([hidden])");
    rowOf(mark).classList.toggle("freed", all.hidden);
  }
}

// The home page adds its packs up.
function sum() {
  const total = document.getElementById("sum");
  if (!total) return;
  let done = 0;
  let countable = 0;
  for (const line of document.querySelectorAll(".packs .totals b")) {
    const [packDone, packCountable] = line.textContent.match(/\d+/g).map(Number);
    done += packDone;
    countable += packCountable;
  }
  const hero = document.querySelector(".hero progress");
  hero.max = countable || 1;
  hero.value = done;
  hero.textContent = total.textContent = `${done} of ${countable}`;
}

// Keys, while the focus is on a ticket's box or menu.
const KEYS = {
  s: "[value=in_progress]",
  n: ".menu [value=not_started]",
  k: "[value=skipped]",
  t: "[name=take]",
  z: "[name=undo]",
};

document.addEventListener("keydown", (event) => {
  const row = rowOf(event.target);
  if (!row || event.ctrlKey || event.metaKey || event.altKey || !event.target.matches("button.tick, summary, .msg button")) return;
  const key = event.key.toLowerCase();
  if (key === "b") block(row);
  else if (KEYS[key]) press(row.querySelector(KEYS[key]));
  else if (key === "arrowdown" || key === "arrowup") step(row, key === "arrowdown" ? 1 : -1);
  else return;
  event.preventDefault();
});

// A button that the state leaves out does nothing; its menu need not be open.
function press(button) {
  const menu = button?.closest(".menu");
  if (menu) menu.open = true;
  if (button?.checkVisibility()) button.click();
  else if (menu) menu.open = false;
}

function block(row) {
  const field = row.querySelector("[name=reason]");
  if (!field) return;
  row.querySelector(".menu").open = true;
  field.focus();
}

function step(row, by) {
  const rows = [...document.querySelectorAll(".tk")];
  rows[rows.indexOf(row) + by]?.querySelector("button.tick, summary")?.focus();
}

// A file that is too large is refused before it travels.
const files = document.querySelector("form[data-largest] [type=file]");
files?.addEventListener("change", () => {
  const largest = Number(files.form.dataset.largest);
  const large = [...files.files].find((file) => file.size > largest);
  const megabytes = (bytes) => (bytes / 1024 / 1024).toFixed(1);
  files.setCustomValidity(large ? `“${large.name}” has ${megabytes(large.size)} MB; a file can have at most ${megabytes(largest)} MB.` : "");
  if (large) files.reportValidity();
});

// Notes stay in this tab until they are saved, whatever page an error or a lost session leads to.
const notes = document.querySelector("textarea[data-keep]");
if (notes) {
  const key = `notes ${notes.dataset.keep}`;
  const draft = sessionStorage.getItem(key);
  if (document.querySelector("#messages .success")) sessionStorage.removeItem(key);
  else if (draft !== null && draft !== notes.value) {
    notes.value = draft;
    const hint = Object.assign(document.createElement("p"), { className: "quiet small", textContent: "These are your unsaved notes." });
    notes.after(hint);
  }
  notes.addEventListener("input", () => sessionStorage.setItem(key, notes.value));
}
