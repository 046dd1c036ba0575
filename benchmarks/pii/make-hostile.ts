/** What someone could paste to make a detector slow: beginnings of what it looks for, again and again. */
const units = [
  ..."a 1 @ . : - + ( | é ß1 0x %40 '' :: 1: a: a@ @a a@b a@b. .a@ a. 1. 1.1 1.1.1.1 1.1.1.1. f: ::1 a:b: 00:1A: :// a:// http:// http://a http://a@ http://a:b@ www. www.a a.com a.com/ a.com? ?token= &key=".split(
    " ",
  ),
  ..."(1 (1) +1 +49 00 0049 0 01 1-1 12 123 1234 12345 123-45- 123-45-6789 4111 411111111111111 4111-1111- 3782 A1 1A AB AB12 AB-12 DE89 DE89370400440532013000 GB29NWBK GB 12.12.1999 1999-12- 1/1/ 9. 9/ 9- 99999999999 999999-9999".split(
    " ",
  ),
  ..."eyJ eyJhbGciOiJ eyJhbGciOiJ. eyJhbGciOiJ9abcdefgh.eyJ sk- sk-ant- sk-proj- ghp_ ghp_a AKIA AIza xoxb- xoxb-1- glpat- SG. hvs. s. pat. t1. -us q~ _mmk ZXlK hooks.slack.com/services/ key= key: token=\" secret:' password= apikey=a auth= access, key=key= api_key=aaaaaaaaaaaaaaaaaaaa Authorization: Authorization:Bearer curl curl\\".split(
    " ",
  ),
  ...'0x5a bc1q 1A1zP1eP 3J98t1Wp rHb9CJAW 4AdUndXH diabetes diabet cancer cvv cvv1 pin: exp 12yearsold <td> <a <<a> a,1 a|b|c a;b; a\tb ,, || ;; {{ ${ "a":"1" "ssn":" **DOB:** PESEL NIP Tel. tel IBAN VAT DOB born passport MRN- ID: No. nr'.split(
    " ",
  ),
  "PESEL 1 ",
  "Tel. 1",
  "tel 12 ",
  "call me at 1 ",
  "born 1.1.",
  "born on March 1, ",
  "my password is ",
  "I have diabetes ",
  "my son 7 ",
  "passport no. A",
  "kind: Secret\n",
  "kind: Secret\ndata:\n a: YWFhYWFhYWFhYQ==\n",
  "-----BEGIN PRIVATE KEY-----",
  "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n",
  "curl -u a:b ",
  "Authorization: Bearer a",
  "a | b | c\n",
  "name;tel;dob\n1;2;3\n",
  "1 2 3 4 5 6 7 8 9 0 ",
  "+1 (1) 1-1 x1 ",
  "😀1",
  "\u200b1",
  "\u00a01",
];
const joiners = ["", " ", "\n", "-"];

/** Pieces that a search for worse is made of. */
export const hostilePieces: readonly string[] = [...units, " ", "\n", ...Array.from("0123456789abcXYZ@.:-+/(|,=é")];

export type Hostile = { name: string; text: string };

/** Each unit repeated up to a size, with each of the joiners between. */
export function* makeHostile(size: number): Generator<Hostile> {
  for (const unit of units)
    for (const joiner of joiners) yield { name: unit + joiner, text: repeatTo(unit + joiner, size) };
}

export const hostileCount = units.length * joiners.length;

export const repeatTo = (unit: string, size: number): string =>
  unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
