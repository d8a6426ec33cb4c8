// Ctrl-K: type a firm, a ticket, a person or what to do; arrows choose, Enter opens, Escape closes.
const opener = document.getElementById("palette-open");
const dialog = document.getElementById("palette");
const input = dialog?.querySelector("input");
const list = dialog?.querySelector("[role=listbox]");
const say = dialog?.querySelector("[role=status]");
const WAIT = 120; // milliseconds after the last key
let timer;
let asked = 0;
let answered = null; // the text that the list answers
let options = [];
let at = -1;

function open() {
  if (dialog.open) return;
  dialog.showModal();
  input.select();
  ask();
}

async function answer(url, text) {
  const response = await fetch(`${url}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
  if (response.redirected || !response.ok) throw new Error("refused");
  return response.json();
}

async function ask() {
  const turn = ++asked;
  const text = input.value.trim();
  try {
    const [here, firms] = await Promise.all([
      answer(dialog.dataset.url, text),
      // below a firm's address only that firm is read; where else one could go is asked over all
      dialog.dataset.firms && text ? answer(dialog.dataset.firms, text) : { groups: [] },
    ]);
    if (turn !== asked) return;
    answered = text;
    const others = firms.groups.filter((group) => group.name === "Firms");
    show([...here.groups, ...others], here.note, text);
  } catch {
    if (turn === asked) show([], "The search did not answer. Check the connection, or reload the page to sign in again.", text);
  }
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function show(groups, note, text) {
  const parts = groups.map((group, index) => {
    const box = element("div", "palette-group");
    box.setAttribute("role", "group");
    const head = element("p", "palette-head", group.name);
    head.id = `palette-group-${index}`;
    box.setAttribute("aria-labelledby", head.id);
    const hits = group.more ? [...group.hits, { name: "All that match …", detail: "", url: group.more }] : group.hits;
    box.append(head, ...hits.map(option));
    return box;
  });
  if (note) parts.push(element("p", "palette-note", note));
  if (!parts.length) parts.push(element("p", "palette-note", `Nothing is called “${text}”. Try fewer words.`));
  list.replaceChildren(...parts);
  options = [...list.querySelectorAll("[role=option]")];
  options.forEach((one, index) => { one.id = `palette-option-${index}`; });
  choose(options.length ? 0 : -1);
  say.textContent = note || `${options.length} found`;
}

function option(hit) {
  const made = element("div", "palette-hit");
  made.setAttribute("role", "option");
  made.dataset.url = hit.url;
  made.append(element("span", "palette-name", hit.name));
  if (hit.detail) made.append(element("span", "palette-detail", hit.detail));
  return made;
}

function choose(index) {
  at = index;
  options.forEach((one, place) => one.setAttribute("aria-selected", String(place === at)));
  const chosen = options[at];
  if (chosen) {
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

function go(hit, elsewhere) {
  if (!hit) return;
  const { url } = hit.dataset;
  if (url === "#theme") {
    dialog.close();
    document.querySelector(".theme-toggle")?.click();
  } else if (elsewhere) window.open(url, "_blank", "noopener");
  else {
    dialog.close();
    location.assign(url);
  }
}

if (dialog) {
  opener.addEventListener("click", (event) => {
    event.preventDefault(); // without a script it is a link to the search page
    open();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", async (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && options.length) choose((at + steps[event.key] + options.length) % options.length);
    else if (event.key === "Enter") {
      event.preventDefault();
      const elsewhere = event.ctrlKey || event.metaKey;
      clearTimeout(timer);
      if (input.value.trim() !== answered) await ask(); // whoever types fast means what was typed
      go(options[at], elsewhere);
      return;
    } else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]"), event.ctrlKey || event.metaKey));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
}
