// Draws the diagram of a sandboxed frame. A classic script: the frame has no origin, so modules would be refused.
(async () => {
  const source = document.getElementById("source");
  const picture = document.getElementById("picture");
  const fault = document.getElementById("fault");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const tell = () => parent.postMessage({ diagramHeight: document.documentElement.offsetHeight }, "*");

  // Mermaid computes with colors, so it needs them as numbers.
  function color(token) {
    picture.style.color = `var(--${token})`;
    return getComputedStyle(picture).color;
  }

  async function draw() {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      theme: "base",
      themeVariables: {
        darkMode: dark.matches,
        background: color("surface"),
        primaryColor: color("brand-soft"),
        primaryTextColor: color("ink"),
        primaryBorderColor: color("brand"),
        secondaryColor: color("sunken"),
        tertiaryColor: color("ground"),
        lineColor: color("line-strong"),
        textColor: color("ink"),
        edgeLabelBackground: color("surface"),
        fontFamily: getComputedStyle(document.body).fontFamily,
      },
      suppressErrorRendering: true,
    });
    try {
      const { svg } = await mermaid.render("drawing", source.textContent);
      picture.innerHTML = svg;
      const drawing = picture.firstElementChild;
      // A wide drawing scrolls rather than shrink until nobody can read it.
      drawing.style.minWidth = `${drawing.viewBox.baseVal.width * 0.6}px`;
      drawing.setAttribute("role", "img");
      drawing.setAttribute("aria-label", document.title);
      source.hidden = true;
      fault.hidden = true;
    } catch (error) {
      picture.replaceChildren();
      source.hidden = false;
      fault.hidden = false;
      fault.textContent = "This diagram has a mistake, so its source is shown instead. " + error.message.split("\n")[0];
    }
  }

  dark.addEventListener("change", draw);
  addEventListener("message", tell); // the page asks, in case it was not listening yet
  new ResizeObserver(tell).observe(document.body);
  await draw();
})();
