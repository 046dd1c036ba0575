import type { Draw } from "../pii/draw.ts";

/** Somebody whom a workspace knows, and how texts write of them: inflected, turned round, without marks, by a handle. */
type Known = { name: string; identities: { kind: string; value: string }[]; forms: string[] };

/** What an address consists of when it is made from a name. */
const plain = (text: string) =>
  text
    .normalize("NFD")
    .toLowerCase()
    .replaceAll("ł", "l")
    .replaceAll(/[^a-z]+/g, ".");

const known = (name: string, handle: string, forms: string): Known => {
  const email = `${plain(name)}@post.example.org`;
  const addresses = [email, email.toUpperCase(), `mailto:${email}?subject=x`, `<${email}>`];
  return {
    name,
    identities: [
      { kind: "telegram", value: `@${handle}` },
      { kind: "email", value: email },
    ],
    forms: [...forms.split("|"), name, name.toUpperCase(), `@${handle}`, handle, ...addresses],
  };
};

export const knownContacts: readonly Known[] = [
  known(
    "Małgorzata Świętopełkowska",
    "gosia_swieto7",
    "Małgorzaty Świętopełkowskiej|Malgorzata Swietopelkowska|Małgorzatą Świętopełkowską|Świętopełkowska, Małgorzata|M. Świętopełkowska",
  ),
  known(
    "Przemysław Wyrzykiewicz",
    "przemo_wyrz",
    "Przemysława Wyrzykiewicza|Przemyslaw Wyrzykiewicz|Przemysławem Wyrzykiewiczem|Wyrzykiewicz Przemysław|Wyrzykiewiczowi",
  ),
  known(
    "Jörg von Trautmannsdörfer",
    "jtrautmann_x",
    "Joerg von Trautmannsdoerfer|Trautmannsdörfers|Jorg Trautmannsdorfer|J. Trautmannsdörfer",
  ),
  known(
    "Sibylle Krautwurst-Öhlenschläger",
    "sib_krautw",
    "sibylle krautwurst-öhlenschläger|Sibylle Krautwurst|Öhlenschläger, Sibylle",
  ),
  known("Siobhán O'Quinlivan", "siobhan_oq", "Siobhan O'Quinlivan|siobhán o’quinlivan|O'Quinlivan's"),
  known(
    "Thaddeus Wetherspoonley",
    "thad_wethers",
    "T. Wetherspoonley|wetherspoonley|Wetherspoonley, Thaddeus|Wetherspoonley's",
  ),
  known("Gaëtan Delavaquerie", "gaetan_dlv", "Gaetan Delavaquerie|DELAVAQUERIE Gaëtan|G. Delavaquerie"),
  known("Íñigo Etxebarrieta", "inigo_etxe", "Inigo Etxebarrieta|íñigo etxebarrieta|Etxebarrieta, Íñigo"),
  known("Fiammetta Scognamillo", "fiamma_scogn", "fiammetta scognamillo|Scognamillo Fiammetta|F. Scognamillo"),
  known(
    "Wietske van Oosterwijkhuis",
    "wietske_vow",
    "wietske oosterwijkhuis|Oosterwijkhuis, Wietske|W. van Oosterwijkhuis",
  ),
];
/** The name that the member gets who asks. */
export const knownMember = {
  name: "Bartholomew Quenchwickley",
  forms: ["B. Quenchwickley", "quenchwickley", "Quenchwickley's"],
};

const frames = [
  "Please write to {} about the offer.",
  "hey, {} called twice today, what do i say",
  "Die Rückmeldung von {} fehlt noch, bitte nachhaken.",
  "Proszę przygotować odpowiedź dla {} na jutro.",
  "Merci de relancer {} avant vendredi.",
  '{"assignee": "{}", "priority": 2}',
  "Hablé con {} ayer.",
  "ticket;owner;state\n1204;{};open\n",
];

export function plantKnown(draw: Draw): { id: string; text: string; form: string } {
  const all = [...knownContacts, knownMember];
  const one = draw.pick(all);
  const form = draw.pick(one.forms);
  return { id: `known:${one.name}`, form, text: draw.pick(frames).replace("{}", () => form) };
}
