// How much is chosen, and a whole system stands for its parts.
const form = document.querySelector("main form");
const told = document.getElementById("chosen");

function show() {
  for (const system of form.querySelectorAll(".system")) {
    const [whole, ...parts] = system.querySelectorAll("input");
    for (const part of parts) part.disabled = whole.checked;
  }
  const on = [...form.querySelectorAll("input[data-count]:checked:not(:disabled)")];
  const sum = (name) => on.reduce((total, box) => total + Number(box.dataset[name]), 0);
  const narrowed = form.querySelector("input[name=tags]:checked") !== null;
  told.hidden = !on.length;
  const tickets = `${sum("count")} tickets, ${sum("hours")} hours`;
  told.textContent = narrowed ? `At most ${tickets}: the tags narrow that` : `${tickets}, and what they depend on`;
}

if (told) {
  form.addEventListener("change", show);
  window.addEventListener("pageshow", show); // the browser may have put ticks back
  show();
}
