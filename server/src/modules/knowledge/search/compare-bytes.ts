/**
 * Products of one vector of bytes with many, sixteen at a time: a few instructions for WebAssembly, which every engine has
 * and JavaScript has no words for. Nothing is kept: what was compared is overwritten.
 */
export type CompareBytes = (query: Int8Array, rows: Int8Array, each: (row: number, product: number) => void) => void;

/** Rows are as long as this, with zeros at their end. */
export const strideOf = (dimensions: number): number => Math.ceil(dimensions / 16) * 16;

const page = 65_536;
const [rowPages, outPages] = [8, 1];
const [rowsAt, outAt] = [page, page * (1 + rowPages)];
/** The longest vector there is room for. */
export const bytesMax = page;

// Local variables: where the query, the rows and the products are, where the rows end, how long each is; then our own.
const [query, row, out, end, stride, at, sum, a, b] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const [i32, v128, nothing] = [0x7f, 0x7b, 0x40];
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
const constant = (value: number) => [0x41, value];
const add = [0x6a];
const load = [0xfd, 0x00, 0x00, 0x00];
const [lowProducts, highProducts] = [
  [0xfd, 0x9c, 0x01],
  [0xfd, 0x9d, 0x01],
];
const [add16, addPairs, add32, splat] = [
  [0xfd, 0x8e, 0x01],
  [0xfd, 0x7e],
  [0xfd, 0xae, 0x01],
  [0xfd, 0x11],
];
const lane = (which: number) => [...get(sum), 0xfd, 0x1b, which];
const [block, loop, close] = [[0x02, nothing], [0x03, nothing], [0x0b]];

const sixteen = [
  ...get(sum),
  ...get(query),
  ...get(at),
  ...add,
  ...load,
  ...tee(a),
  ...get(row),
  ...get(at),
  ...add,
  ...load,
  ...tee(b),
  ...lowProducts,
  ...get(a),
  ...get(b),
  ...highProducts,
  ...add16,
  ...addPairs,
  ...add32,
  ...set(sum),
  ...get(at),
  ...constant(16),
  ...add,
  ...tee(at),
  ...get(stride),
  0x49,
  0x0d,
  0x00,
];
const eachRow = [
  ...get(row),
  ...get(end),
  0x4f,
  0x0d,
  0x01,
  ...constant(0),
  ...splat,
  ...set(sum),
  ...constant(0),
  ...set(at),
  ...loop,
  ...sixteen,
  ...close,
  ...get(out),
  ...lane(0),
  ...lane(1),
  ...add,
  ...lane(2),
  ...add,
  ...lane(3),
  ...add,
  0x36,
  0x02,
  0x00,
  ...get(row),
  ...get(stride),
  ...add,
  ...set(row),
  ...get(out),
  ...constant(4),
  ...add,
  ...set(out),
  0x0c,
  0x00,
];

const sized = (bytes: readonly number[]): number[] => {
  const { length } = bytes;
  return length < 128 ? [length, ...bytes] : [(length & 127) | 128, length >> 7, ...bytes];
};
const section = (id: number, bytes: readonly number[]) => [id, ...sized(bytes)];
const named = (name: string) => sized([...Buffer.from(name)]);
const body = [2, 1, i32, 3, v128, ...block, ...loop, ...eachRow, ...close, ...close, ...close];
const program = Uint8Array.from([
  0x00,
  0x61,
  0x73,
  0x6d,
  0x01,
  0x00,
  0x00,
  0x00,
  ...section(1, [1, 0x60, ...sized([i32, i32, i32, i32, i32]), 0]),
  ...section(3, [1, 0]),
  ...section(5, [1, 0, 1 + rowPages + outPages]),
  ...section(7, [2, ...named("memory"), 2, 0, ...named("compare"), 0, 0]),
  ...section(10, [1, ...sized(body)]),
]);

type Program = { memory: { buffer: ArrayBuffer }; compare: (...given: number[]) => void };
type Engine = {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: Program };
};

function start(): CompareBytes {
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly;
  const { memory, compare } = new Instance(new Module(program)).exports;
  const bytes = new Int8Array(memory.buffer);
  const products = new Int32Array(memory.buffer, outAt, (outPages * page) / 4);
  return (given, rows, each) => {
    const long = strideOf(given.length);
    const together = Math.min(products.length, Math.floor((rowPages * page) / long)) * long;
    bytes.set(given, 0);
    for (let from = 0; from < rows.length; from += together) {
      const some = rows.subarray(from, from + together);
      bytes.set(some, rowsAt);
      compare(0, rowsAt, outAt, rowsAt + some.length, long);
      const [first, count] = [from / long, some.length / long];
      for (let n = 0; n < count; n++) each(first + n, products[n]!);
    }
    bytes.fill(0);
  };
}

let started: CompareBytes | undefined;
export const compareBytes: CompareBytes = (given, rows, each) => (started ??= start())(given, rows, each);
