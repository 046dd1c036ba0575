import { type Shown, siteAround, ask } from "./ask.ts";
import { make, makeButton, makeLink } from "./build.ts";
import type { Words } from "./words.ts";

/** What is said before the first word; nothing is sent or stored until the visitor agrees. */
export function showConsent(
  { notice, notice_hash, privacy_url, asks_age }: Shown,
  words: Words,
  { id, onAgreed, onProblem }: { id: string; onAgreed: (token: string) => void; onProblem: (error: unknown) => void },
): HTMLElement {
  const age = make("input");
  age.type = "checkbox";
  age.id = "age";
  const label = make("label", {}, age, document.createTextNode(` ${words.adult}`));
  label.hidden = !asks_age;
  const agree = makeButton(words.agree, () => {
    agree.disabled = true;
    const body = { embedded_on: siteAround(), notice_hash, is_adult: age.checked };
    ask(`${id}/visits`, { method: "POST", body })
      .then((answer) => answer.json())
      .then(({ token }: { token: string }) => onAgreed(token))
      .catch(onProblem)
      .finally(() => (agree.disabled = asks_age && !age.checked));
  });
  agree.disabled = asks_age;
  age.addEventListener("change", () => (agree.disabled = !age.checked));
  const text = make("p", { text: notice });
  return make("section", { class: "consent" }, text, makeLink(words.privacy, privacy_url), label, agree);
}
