// Copies a field's text; without a script the text can be selected and the file downloaded.
const SAID_FOR = 4000;

for (const button of document.querySelectorAll("button[data-copy]")) {
  const said = button.textContent;
  const status = document.querySelector("[data-copied]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    let told = "Copied";
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    } catch {
      told = "Not copied: download it instead";
    }
    button.textContent = told;
    if (status) status.textContent = told;
    setTimeout(() => { button.textContent = said; }, SAID_FOR);
  });
}
