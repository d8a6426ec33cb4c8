// Gives each diagram's frame the height that its drawing asks for.
const LOWEST = 96;
const TALLEST = 960;

const frames = () => document.querySelectorAll(".diagram iframe");

addEventListener("message", (event) => {
  const height = Number(event.data?.diagramHeight);
  if (!Number.isFinite(height)) return;
  for (const frame of frames()) {
    if (frame.contentWindow === event.source) frame.style.height = `${Math.min(Math.max(height, LOWEST), TALLEST) + 2}px`;
  }
});

for (const frame of frames()) frame.contentWindow.postMessage("height?", "*");

// Frames further down load once the page is there, so that a print holds every drawing.
addEventListener("load", () => {
  for (const frame of frames()) frame.loading = "eager";
});
