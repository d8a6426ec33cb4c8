/** A list that somebody works through by keys: j next, k back, a act, d dismiss. Only while the list has the focus. */
const list = document.querySelector("[data-triage]");
const hint = document.querySelector("[data-keys]");

if (list) {
  const items = [...list.children];
  const here = () => items.findIndex((item) => item.contains(document.activeElement));

  const show = (item, selector) => {
    const box = item.querySelector(selector);
    if (!box) return;
    box.open = true;
    box.querySelector("input:not([type=hidden])").focus();
  };

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea, dialog")) {
      if (event.key === "Escape" && list.contains(target)) target.closest("li").focus();
      return;
    }
    const place = here();
    if (place < 0 && event.key !== "j") return;
    if (place < 0 && target !== document.body && !target.closest("main")) return;
    if (event.key === "j" || event.key === "k") {
      const next = items[Math.max(0, Math.min(items.length - 1, place + (event.key === "j" ? 1 : -1)))];
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    } else if (event.key === "a") {
      show(items[place], "[data-act]");
    } else if (event.key === "d") {
      show(items[place], "[data-dismiss]");
    } else {
      return;
    }
    event.preventDefault();
  });

  // After one is done the address names the next: the keys go on from there.
  const next = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (next && list.contains(next)) next.focus();
  if (hint) hint.hidden = false;
}
