import type { Embedding } from "../../../modules/widgets/public.ts";

/** Words on the page of another site, before the window is open. */
const words = {
  en: { open: "Open chat", close: "Close chat" },
  de: { open: "Chat öffnen", close: "Chat schließen" },
} as const;

/**
 * What other sites load. It shows a button; Avow's own window is loaded into a frame when somebody presses it, and not
 * before. It reads nothing of the page, sets no cookie and stores nothing.
 */
const launcher = `(function (c) {
  var script = document.currentScript;
  if (!script || document.getElementById("avow-" + c.id)) return;
  var origin = new URL(script.src).origin;
  var host = document.createElement("div");
  host.id = "avow-" + c.id;
  var root = host.attachShadow({ mode: "open" });
  var button = document.createElement("button");
  var frame;
  function style(element, given) {
    for (var name in given) element.style.setProperty(name, given[name]);
  }
  style(button, {
    position: "fixed", right: "16px", bottom: "16px", width: "56px", height: "56px", "border-radius": "28px", border: "0",
    background: c.color, color: c.ink, font: "600 22px/1 system-ui, sans-serif", cursor: "pointer",
    "box-shadow": "0 4px 16px rgba(0,0,0,.25)", "z-index": "2147483000"
  });
  button.type = "button";
  function isOpen() {
    return !!frame && frame.style.getPropertyValue("display") !== "none";
  }
  function show(isShown) {
    if (isShown && !frame) {
      frame = document.createElement("iframe");
      frame.src = origin + "/widget/" + c.id;
      frame.title = c.title || c.open;
      frame.referrerPolicy = "origin";
      frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox");
      style(frame, {
        position: "fixed", right: "16px", bottom: "84px", width: "min(380px, calc(100vw - 32px))",
        height: "min(600px, calc(100vh - 100px))", border: "0", "border-radius": "14px", background: "#fff",
        "box-shadow": "0 8px 32px rgba(0,0,0,.3)", "z-index": "2147483000", "color-scheme": "normal"
      });
      root.insertBefore(frame, button);
    } else if (frame) frame.style.setProperty("display", isShown ? "block" : "none");
    button.textContent = isShown ? "\\u00d7" : "\\u2026";
    button.setAttribute("aria-label", isShown ? c.close : c.open);
    button.setAttribute("aria-expanded", String(isShown));
  }
  button.addEventListener("click", function () { show(!isOpen()); });
  window.addEventListener("message", function (event) {
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin) return;
    if (event.data === "avow:close") { show(false); button.focus(); }
  });
  show(false);
  root.appendChild(button);
  document.body.appendChild(host);
})`;

/** The script of one widget. */
export function writeLauncher(id: string, { title, color, language }: Embedding): string {
  const told = { id, title, color, ink: inkOn(color), ...words[language] };
  // Nothing in it can end a script element, wherever it is put.
  return `${launcher}(${JSON.stringify(told).replaceAll("<", "\\u003c")});\n`;
}

/** Black or white, whichever is easier to read on a colour (WCAG 2.2, relative luminance). */
function inkOn(color: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((part) =>
    part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000000" : "#ffffff";
}
