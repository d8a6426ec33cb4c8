// The count of decisions follows the choices, and a letter decides a part and goes on to the next.
const form = document.getElementById("proposal");
const count = document.getElementById("count");
const parts = [...form.querySelectorAll("[data-part]")];
const LETTERS = { a: "accepted", l: "rejected" };

const recount = () => {
  for (const shown of count.querySelectorAll("[data-count]")) {
    const chosen = form.querySelectorAll(`[data-part] input[value="${shown.dataset.count}"]:checked`);
    shown.textContent = chosen.length;
  }
  for (const part of parts) {
    part.classList.remove("accepted", "rejected", "pending");
    part.classList.add(part.querySelector("input:checked")?.value ?? "pending");
  }
};

if (count) {
  document.getElementById("keys").hidden = false;
  form.addEventListener("change", recount);
  form.addEventListener("keydown", (event) => {
    const value = LETTERS[event.key];
    if (!value || event.ctrlKey || event.metaKey || event.altKey || !event.target.matches("input[type=radio]")) return;
    const part = event.target.closest("[data-part]");
    part.querySelector(`input[value="${value}"]`).checked = true;
    recount();
    const next = parts[parts.indexOf(part) + 1]?.querySelector("input:checked");
    (next ?? part.querySelector("input:checked")).focus();
    event.preventDefault();
  });
  recount();
}
