/** A module that speaks OPA's ABI 1.2 and decides by the kind of principal alone. Assembled by hand, from no Rego. */
export function assemblePolicy({
  entrypoint = "avow/decision",
  onUser = answer(true, "wasm.user"),
  traps = false,
} = {}): Uint8Array<ArrayBuffer> {
  const texts = ["{}", JSON.stringify({ [entrypoint]: 0 }), onUser, answer(false, "wasm.other")];
  const at = texts.map((_, i) => textsAt + i * 512);
  const give = (value: number) => code([0x41, ...signed(value)]);
  const kinds = [type(0, 1), type(1, 1), type(2, 1), type(7, 1), type(1, 0)];
  const [none, one, two, seven, set] = [0, 1, 2, 3, 4];
  const functions: [string, number, number[]][] = [
    ["builtins", none, give(at[0]!)],
    ["entrypoints", none, give(at[1]!)],
    ["opa_heap_ptr_get", none, give(heapAt)],
    ["opa_heap_ptr_set", set, code([])],
    ["opa_malloc", one, give(heapAt)],
    ["opa_json_parse", two, code([0x20, 0])],
    ["opa_json_dump", one, code([0x20, 0])],
    ["opa_eval", seven, traps ? code([0x00]) : decideByKind(at[2]!, at[3]!)],
  ];
  return new Uint8Array([
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, list(kinds)),
    ...section(2, list([[...name("env"), ...name("memory"), 2, 0, 2]])),
    ...section(3, list(functions.map(([, kind]) => [kind]))),
    ...section(6, list([global(1), global(2)])),
    ...section(
      7,
      list([
        ...functions.map(([called], i) => [...name(called), 0, i]),
        [...name("opa_wasm_abi_version"), 3, 0],
        [...name("opa_wasm_abi_minor_version"), 3, 1],
      ]),
    ),
    ...section(10, list(functions.map(([, , body]) => body))),
    ...section(11, list(texts.map((text, i) => [0, 0x41, ...signed(at[i]!), 0x0b, ...sized([...bytes(`${text}\0`)])]))),
  ]);
}

const textsAt = 1024;
const heapAt = 16_384;
/** Where the kind of principal begins in an input: after `{"principal":{"kind":"`. */
const kindAt = 22;

function answer(allow: boolean, rule: string): string {
  return JSON.stringify([{ result: { allow, rule, obligations: [] } }]);
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** Integers as WebAssembly writes them (LEB128). */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
function signed(value: number): number[] {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}

const sized = (content: readonly number[]) => [...unsigned(content.length), ...content];
const section = (id: number, content: readonly number[]) => [id, ...sized(content)];
const list = (items: readonly (readonly number[])[]) => [...unsigned(items.length), ...items.flat()];
const name = (text: string) => sized([...bytes(text)]);
/** A function of so many 32-bit numbers, giving one or none. */
const type = (takes: number, gives: number) => [
  0x60,
  takes,
  ...Array<number>(takes).fill(0x7f),
  gives,
  ...Array<number>(gives).fill(0x7f),
];
const code = (instructions: readonly number[]) => sized([0, ...instructions, 0x0b]);
const global = (value: number) => [0x7f, 0, 0x41, ...signed(value), 0x0b];

/** `input[kindAt] == 'u' ? onUser : otherwise`: the fourth parameter of `opa_eval` is where the input lies. */
function decideByKind(onUser: number, otherwise: number): number[] {
  const letter = [0x20, 3, 0x2d, 0, kindAt];
  const isUser = [0x41, ...signed("u".codePointAt(0)!), 0x46];
  return code([...letter, ...isUser, 0x04, 0x7f, 0x41, ...signed(onUser), 0x05, 0x41, ...signed(otherwise), 0x0b]);
}
