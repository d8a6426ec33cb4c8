// The feedback form in steps, with a draft that survives a reload of its tab. Without this script it is one long page.
const form = document.querySelector("form[data-draft]");
const done = document.querySelector("[data-draft-done]");

if (done) sessionStorage.removeItem(done.dataset.draftDone);
if (form) start(form);

function start(form) {
  const key = form.dataset.draft;
  const parts = [...form.querySelectorAll("[data-part]")];
  const [back, next, send] = ["back", "next", "send"].map((name) => form.querySelector(`[data-${name}]`));
  const restored = form.querySelector("[data-restored]");
  let step = Number(form.dataset.step);

  function show(number, { focus = true } = {}) {
    step = number;
    parts.forEach((part, index) => { part.hidden = index + 1 !== step; });
    back.hidden = step === 1;
    next.hidden = step === parts.length;
    send.hidden = step !== parts.length;
    if (!focus) return;
    parts[step - 1].querySelector("h2").focus({ preventScroll: true });
    if (form.getBoundingClientRect().top < 0) form.scrollIntoView();
  }

  // What was answered: the fields that a send would carry, without the token.
  function entered() {
    return [...new FormData(form)].filter(([name, value]) => !["csrfmiddlewaretoken", "asked"].includes(name) && value !== "");
  }

  function keep() {
    const answers = entered();
    if (answers.length) sessionStorage.setItem(key, JSON.stringify({ step, answers }));
    else sessionStorage.removeItem(key);
  }

  function put(answers) {
    for (const field of form.elements) {
      const values = answers.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(field.type)) {
        if (values.length) field.checked = values.includes(field.value);
      } else if (field.tagName === "TEXTAREA" && values.length) [field.value] = values;
    }
  }

  function complain() {
    const box = form.querySelector("[data-error]");
    box.innerHTML = "";
    const list = Object.assign(document.createElement("ul"), { className: "errorlist" });
    list.append(Object.assign(document.createElement("li"), { textContent: "Choose one to five stars." }));
    box.append(list);
    form.querySelector("#overall").setAttribute("aria-invalid", "true");
    form.querySelector("[name=overall_satisfaction]").focus();
  }

  function forward() {
    if (!form.querySelector("[name=overall_satisfaction]:checked")) return complain();
    show(2);
    keep();
  }

  const refused = form.hasAttribute("data-refused");
  const draft = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (draft && !refused) {
    put(draft.answers);
    step = draft.step;
    restored.hidden = false;
  }
  for (const count of form.querySelectorAll("[data-count]")) count.hidden = false;
  list(form.querySelector("[data-requests]"), keep);
  show(step, { focus: false });
  if (refused) form.querySelector(".errorlist")?.parentElement.querySelector("input:not([type=hidden]), textarea")?.focus();

  next.addEventListener("click", forward);
  back.addEventListener("click", () => { show(1); keep(); });
  form.addEventListener("input", keep);
  form.addEventListener("change", (event) => {
    keep();
    if (event.target.name !== "overall_satisfaction") return;
    form.querySelector("[data-error]").textContent = "";
    form.querySelector("#overall").removeAttribute("aria-invalid");
  });
  form.addEventListener("submit", (event) => {
    if (step === parts.length) return;
    event.preventDefault(); // Enter in the first step goes on, it does not send half a form
    forward();
  });
  form.querySelector("[data-clear]").addEventListener("click", () => {
    sessionStorage.removeItem(key);
    location.reload();
  });
}

// Wishes are added and taken out one by one; the text field with a line each stays what is sent.
function list(box, keep) {
  const area = box.querySelector("textarea");
  const label = box.querySelector("label");
  const say = document.getElementById("say");
  const wishes = () => area.value.split("\n").map((line) => line.trim()).filter(Boolean);
  const items = Object.assign(document.createElement("ul"), { className: "wish-list" });
  items.setAttribute("aria-label", "Wishes");
  const row = Object.assign(document.createElement("div"), { className: "beside" });
  const input = Object.assign(document.createElement("input"), { id: `${area.id}_one`, maxLength: Number(box.dataset.longest) });
  if (area.hasAttribute("aria-describedby")) input.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
  const add = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "Add" });
  row.append(input, add);
  area.hidden = true;
  area.after(items, row);
  label.htmlFor = input.id;

  function write(all) {
    area.value = all.join("\n");
    draw();
    keep();
  }

  function draw() {
    items.replaceChildren(...wishes().map((wish, index) => {
      const item = document.createElement("li");
      const text = Object.assign(document.createElement("span"), { textContent: wish });
      const out = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: "Remove" });
      out.setAttribute("aria-label", `Remove: ${wish}`);
      out.addEventListener("click", () => {
        write(wishes().filter((_, other) => other !== index));
        say.textContent = "Removed";
        (items.children[Math.min(index, items.children.length - 1)]?.querySelector("button") ?? input).focus();
      });
      item.append(text, out);
      return item;
    }));
    items.hidden = !items.children.length;
  }

  function take() {
    const wish = input.value.trim();
    input.value = "";
    if (!wish) return;
    if (!wishes().includes(wish)) write([...wishes(), wish]);
    say.textContent = `Added: ${wish}`;
  }

  add.addEventListener("click", () => { take(); input.focus(); });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    take();
  });
  input.form.addEventListener("submit", take); // what was typed and not added is meant as well
  draw();
}
