import { ask, Refused, type Shown, siteAround } from "./ask.ts";
import { make, makeButton, makeLink } from "./build.ts";
import { keepToken, readToken } from "./keep-token.ts";
import { showConsent } from "./show-consent.ts";
import { showTalk } from "./show-talk.ts";
import { type Words, wordsOf } from "./words.ts";

const id = window.location.pathname.split("/")[2] ?? "";
const main = document.querySelector("main")!;
const tokenName = `avow-visitor-${id}`;

function paint(color: string): void {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const [r = 0, g = 0, b = 0] = parts;
  document.documentElement.style.setProperty("--accent", color);
  document.documentElement.style.setProperty("--ink", r * 0.299 + g * 0.587 + b * 0.114 > 150 ? "#000000" : "#ffffff");
}

function makeLeave(token: string, words: Words): HTMLElement {
  const leave = makeButton(words.leave, () => {
    ask(`${id}/visit`, { token, method: "DELETE" })
      .then(() => leave.replaceWith(make("p", { text: words.left })))
      .then(() => keepToken(tokenName, undefined))
      .catch(() => leave.after(make("p", { class: "problem", text: words.lost })));
  });
  return make("section", { class: "consent" }, leave);
}

function open(shown: Shown): void {
  const words = wordsOf(shown.language);
  document.documentElement.lang = shown.language;
  document.title = shown.title;
  paint(shown.color);
  let talk: ReturnType<typeof showTalk> | undefined;
  const problem = make("div", { class: "problem" });
  problem.setAttribute("role", "alert");
  const tell = (error: unknown) => {
    problem.textContent = error instanceof Refused ? error.message : words.lost;
    problem.hidden = false;
    if (error instanceof Refused && error.code === "widgets.visitor_unknown") begin();
  };
  const leave = makeButton(words.leave, () => {
    const token = readToken(tokenName);
    if (token === undefined) return;
    ask(`${id}/visit`, { token, method: "DELETE" })
      .then(() => over())
      .catch(tell);
  });
  const close = makeButton("×", () => window.parent.postMessage("avow:close", siteAround()));
  close.setAttribute("aria-label", words.close);
  close.hidden = window.parent === window;
  const header = make("header", {}, make("h1", { text: shown.title }));
  if (shown.person_url !== null) header.append(makeLink(words.person, shown.person_url));
  header.append(leave, close);
  const show = (...parts: Node[]) => main.replaceChildren(header, ...parts, problem);
  const end = () => {
    talk?.end();
    talk = undefined;
    keepToken(tokenName, undefined);
    leave.hidden = true;
  };
  const over = () => {
    end();
    problem.hidden = true;
    const text = make("p", { text: words.left });
    show(make("section", { class: "consent" }, text, makeButton(words.again, begin)));
  };
  const begin = () => {
    end();
    show(showConsent(shown, words, { id, onAgreed: start, onProblem: tell }));
  };
  const start = (token: string) => {
    keepToken(tokenName, token);
    problem.hidden = true;
    leave.hidden = false;
    talk = showTalk(shown, words, { id, token, onOver: over, onProblem: tell });
    show(...talk.parts);
    talk.focus();
  };
  problem.hidden = true;
  const known = readToken(tokenName);
  if (known === undefined) begin();
  else start(known);
}

ask(`${id}/window`)
  .then((answer) => answer.json())
  .then((shown: Shown) => open(shown))
  .catch((error: unknown) => {
    const words = wordsOf(window.navigator.language.slice(0, 2));
    const token = readToken(tokenName);
    // Who wrote here can delete it, also where nobody answers any more.
    if (token !== undefined) main.append(makeLeave(token, words));
    main.append(make("div", { class: "problem", text: error instanceof Error ? error.message : String(error) }));
  });
