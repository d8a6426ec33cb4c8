// What was entered in a form of the admin is not lost: leaving asks first, and a draft stays in this tab until it is
// saved, whatever page an error or a lost session leads to.
const who = document.querySelector("meta[name='firmloop-user']")?.content;
const form = document.querySelector("#content-main form[id$='_form'], #changelist-form");
const OURS = `draft ${who} `;
const key = OURS + location.pathname;
const SKIPPED = new Set(["hidden", "file", "password", "submit", "button", "reset"]);
const NAMES = new Set(["action", "_selected_action", "select_across"]);

const read = (at) => JSON.parse(sessionStorage.getItem(at) ?? "null");
const keys = () => Object.keys(sessionStorage).filter((name) => name.startsWith("draft "));
const fields = () => [...form.elements].filter((field) => field.name && !SKIPPED.has(field.type) && !NAMES.has(field.name) && !field.closest("[hidden], .empty-form"));
const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
const name = (field) => (isChoice(field) ? `${field.name}=${field.value}` : field.name);
const picked = (field, which) => [...field.options].filter((option) => option[which]).map((option) => option.value);
const version = () => form.elements.seen_version?.value ?? "";

function value(field) {
  if (isChoice(field)) return field.checked;
  return field.options ? picked(field, "selected").join("\n") : field.value;
}

function before(field) {
  if (isChoice(field)) return field.defaultChecked;
  if (!field.options) return field.defaultValue;
  const chosen = picked(field, "defaultSelected");
  return chosen.length || field.multiple ? chosen.join("\n") : field.options[0]?.value ?? "";
}

function put(field, entered) {
  if (isChoice(field)) field.checked = entered;
  else if (field.options) for (const option of field.options) option.selected = entered.split("\n").includes(option.value);
  else field.value = entered;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

// A page that says what was saved ends the drafts that were sent; leaving for good ends all.
if (document.querySelector(".messagelist .success")) {
  for (const at of keys()) if (read(at)?.sent) sessionStorage.removeItem(at);
}
document.getElementById("logout-form")?.addEventListener("submit", () => keys().forEach((at) => sessionStorage.removeItem(at)));

if (form && who) watch();

function watch() {
  const refused = Boolean(document.querySelector(".errornote, #changelist-form .errorlist, .messagelist .error"));
  const draft = read(key);
  let dirty = false;
  let leaving = false;

  const changed = () => fields().filter((field) => value(field) !== before(field));
  const keep = () => {
    const entered = Object.fromEntries(changed().map((field) => [name(field), value(field)]));
    const all = refused ? { ...draft?.fields, ...entered } : entered;
    dirty = Object.keys(all).length > 0;
    if (dirty) sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), version: version(), fields: all }));
    else sessionStorage.removeItem(key);
  };

  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => {
    leaving = true;
    const now = read(key);
    if (now) sessionStorage.setItem(key, JSON.stringify({ ...now, sent: true }));
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !leaving) event.preventDefault();
  });

  if (!draft) return;
  const missing = fields().filter((field) => name(field) in draft.fields && draft.fields[name(field)] !== value(field));
  if (missing.length) offer(draft, missing, () => { dirty = true; });
  else if (refused) dirty = true;
  else sessionStorage.removeItem(key);
}

function offer(draft, missing, restored) {
  const at = new Date(draft.at);
  const time = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const day = at.toDateString() === new Date().toDateString() ? "" : `${at.toLocaleDateString()}, `;
  const notice = document.createElement("div");
  notice.className = "draft-notice";
  notice.setAttribute("role", "status");
  const said = document.createElement("p");
  said.textContent = `You had unsaved changes from ${day}${time}.`;
  if (draft.version !== version()) said.textContent += " The record has changed since; restoring puts yours over it.";
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = label;
    made.addEventListener("click", () => {
      act();
      notice.remove();
      missing[0].focus();
    });
    return made;
  };
  notice.append(
    said,
    button("Restore", () => {
      restored();
      for (const field of missing) put(field, draft.fields[name(field)]);
    }),
    button("Discard", () => sessionStorage.removeItem(key)),
  );
  form.before(notice);
}
