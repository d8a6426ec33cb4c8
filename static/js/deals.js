// Moves on the pipeline by drag and by Alt and arrow; both send the form that each deal has without this script.
// Won and lost ask how it ended, in a dialog; without this script that is a page.
const stages = [...document.querySelectorAll(".stage")];

function move(deal, stage) {
  const form = deal.querySelector("form.mover");
  const select = form.elements.stage;
  if (select.value === stage) return;
  select.value = stage;
  form.requestSubmit();
}

const CLOSED = ["won", "lost"];

async function askHowItEnded(form) {
  const asked = new URLSearchParams({ stage: form.elements.stage.value, seen: form.elements.seen.value });
  if (form.elements.next) asked.set("next", form.elements.next.value);
  const answer = await fetch(`${form.dataset.close}?${asked}`);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("close");
  if (!answer.ok || !part) throw new Error("no form");
  const dialog = document.createElement("dialog");
  dialog.className = "close-dialog";
  dialog.setAttribute("aria-labelledby", "close-title");
  dialog.append(document.adoptNode(part));
  dialog.querySelector("[data-cancel]").addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    form.reset(); // the stage it is in
    (form.closest(".deal") ?? form.elements.stage).focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

for (const form of document.querySelectorAll("form.mover")) {
  form.addEventListener("submit", (event) => {
    if (!CLOSED.includes(form.elements.stage.value) || form.elements.stage.value === form.elements.seen.value) return;
    event.preventDefault();
    askHowItEnded(form).catch(() => form.submit()); // the page then asks
  });
}

let dragged = null;
for (const deal of document.querySelectorAll(".deal[data-movable]")) {
  deal.draggable = true;
  deal.tabIndex = 0;
  deal.setAttribute("aria-describedby", "how");
  deal.addEventListener("dragstart", (event) => {
    dragged = deal;
    deal.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", deal.id);
  });
  deal.addEventListener("dragend", () => {
    dragged = null;
    deal.classList.remove("dragged");
    for (const stage of stages) stage.classList.remove("over");
  });
  deal.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || !event.altKey) return;
    event.preventDefault(); // Alt and an arrow would leave the page
    const next = stages[stages.indexOf(deal.closest(".stage")) + step];
    if (next) move(deal, next.dataset.stage);
  });
}

for (const stage of stages) {
  stage.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    stage.classList.add("over");
  });
  stage.addEventListener("dragleave", (event) => {
    if (!stage.contains(event.relatedTarget)) stage.classList.remove("over");
  });
  stage.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    move(dragged, stage.dataset.stage);
  });
}

// Back after a move: go on where it ended.
if (location.hash.startsWith("#d-")) document.getElementById(location.hash.slice(1))?.focus();
