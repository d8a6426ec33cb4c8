// The tick: shown at once, confirmed or taken back by the server's answer.
const UNDO_SECONDS = 10;
const say = document.getElementById("say");
const rowOf = (element) => element.closest?.(".tk");

document.addEventListener("htmx:beforeRequest", (event) => {
  const row = rowOf(event.detail.elt);
  if (!row) return;
  row.querySelector(".msg")?.remove();
  row.setAttribute("aria-busy", "true");
  const { status: asked } = event.detail.requestConfig.parameters;
  row.classList.toggle("busy", asked === "done");
});

const before = new Map();

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
});

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
  const message = row.querySelector(".msg");
  if (message) say.textContent = `${row.querySelector(".code").textContent}: ${message.firstChild.textContent.trim()}`;
  const undo = row.querySelector(".msg button");
  if (undo) setTimeout(() => undo.remove(), UNDO_SECONDS * 1000);
  // The button that was pressed may be gone with the old row; whoever works by keyboard stays at the ticket.
  if (document.activeElement === document.body) row.querySelector("button.tick, summary")?.focus({ preventScroll: true });
  recount(row);
  unlock(row);
});

document.addEventListener("htmx:oobAfterSwap", sum);

// Rows that wait for this ticket stop or start saying so.
function unlock(row) {
  const code = row.querySelector(".code").textContent;
  const open = !row.matches(".done, .skipped");
  for (const mark of document.querySelectorAll("[data-w]")) {
    if (mark.textContent !== code) continue;
    mark.hidden = !open;
    const all = mark.closest(".waiting");
    all.hidden = !all.querySelector("[data-w]:not([hidden])");
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
