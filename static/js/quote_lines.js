// Lines of a quote: added and taken out without a round trip, and their total as one types. Without this script the same
// buttons do it by the server, which computes the total that counts in any case.
const table = document.querySelector("table[data-lines]");
if (table) start(table);

function start(table) {
  const body = table.tBodies[0];
  const prefix = table.dataset.lines;
  const form = table.closest("form");
  const money = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const inputs = (row) => [...row.querySelectorAll("input")];

  function cents(row) {
    const [, quantity, price] = inputs(row).map((input) => input.value.trim());
    if (!/^-?\d{1,9}(\.\d{1,2})?$/.test(price) || !/^(\d{1,9}(\.\d{1,3})?)?$/.test(quantity)) return null;
    // whole thousandths times whole cents: no fraction is lost; halves away from zero, as the database rounds
    const product = Math.round(Number(quantity || "1") * 1000) * Math.round(Number(price) * 100);
    return Math.sign(product) * Math.round(Math.abs(product) / 1000);
  }

  function compute() {
    let sum = 0;
    for (const row of body.rows) {
      const amount = cents(row);
      row.querySelector("output").value = amount === null ? "–" : money.format(amount / 100);
      sum += amount ?? 0;
    }
    table.querySelector(".quote-total").value = money.format(sum / 100);
  }

  function number() {
    [...body.rows].forEach((row, index) => {
      inputs(row).forEach((input, place) => {
        const part = ["description", "quantity", "unit_price"][place];
        input.name = `${prefix}-${index}-${part}`;
        input.setAttribute("aria-label", `Line ${index + 1}, ${part.replace("_", " ")}`);
        if (place === 0) input.id = `id_${prefix}-${index}-description`;
      });
      const out = row.querySelector("button");
      out.value = `remove-${index}`;
      out.setAttribute("aria-label", `Take out line ${index + 1}`);
    });
    compute();
  }

  function add(after) {
    if (body.rows.length >= 100) return;
    const row = body.rows[0].cloneNode(true);
    for (const input of inputs(row)) input.value = "";
    (after ?? body.rows[body.rows.length - 1]).after(row);
    number();
    inputs(row)[0].focus();
  }

  function remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (next) row.remove();
    else for (const input of inputs(row)) input.value = "";
    number();
    inputs(next ?? row)[0].focus();
    document.getElementById("say").textContent = "Line taken out";
  }

  form.querySelector("[data-compute]").hidden = true;
  form.addEventListener("click", (event) => {
    const button = event.target.closest(`button[name="${prefix}-do"]`);
    if (!button) return;
    event.preventDefault();
    if (button.value === "add") add();
    else remove(button.closest("tr"));
  });
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault(); // Enter in a line begins the next one; it does not save a half-written quote
    const next = event.target.closest("tr").nextElementSibling;
    if (next) inputs(next)[0].focus();
    else add(event.target.closest("tr"));
  });
  body.addEventListener("input", compute);
  compute();
}
