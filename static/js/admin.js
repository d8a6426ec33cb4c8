// The filters of a list open like menus: one at a time, closed by a click elsewhere or by Escape.
const filters = document.querySelectorAll("#changelist-filter details");

document.addEventListener("click", (event) => {
  for (const filter of filters) {
    if (!filter.contains(event.target)) filter.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = [...filters].find((filter) => filter.open);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
