// Moves on the pipeline by drag and by Alt and arrow; both send the form that each deal has without this script.
const stages = [...document.querySelectorAll(".stage")];

function move(deal, stage) {
  const form = deal.querySelector("form.mover");
  const select = form.elements.stage;
  if (select.value === stage) return;
  select.value = stage;
  form.requestSubmit();
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
