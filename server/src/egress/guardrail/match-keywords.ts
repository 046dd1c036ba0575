/** Aho–Corasick: each place in a text where one of many words ends, in one pass whatever the words are. */
export type KeywordMatcher = {
  /** `to` is how far it reads. */
  each(text: string, found: (word: number, end: number) => void, to?: number): void;
};

const ascii = 128;

/** Words and text are compared in lower case; Latin letters count without their marks. */
export function buildMatcher(words: readonly string[]): KeywordMatcher {
  const spelled = words.map((word) => Array.from({ length: word.length }, (_, i) => bareOf(word.charCodeAt(i))));
  const columns = readColumns(spelled);
  const width = ascii + columns.size;
  const columnOf = (code: number) => (code < ascii ? code : (columns.get(code) ?? -1));
  const { next: table, ends } = plant(spelled, width, columnOf);
  for (let node = 0; node < ends.length; node++)
    for (let upper = 65; upper <= 90; upper++) table[node * width + upper] = table[node * width + upper + 32]!;
  const hasEnd = Uint8Array.from(ends, (list) => (list.length > 0 ? 1 : 0));
  return {
    each(text, found, to = text.length) {
      let node = 0;
      for (let i = 0; i < to; i++) {
        const code = text.charCodeAt(i);
        const column = code < ascii ? code : columnOf(bareOf(code));
        node = column < 0 ? 0 : table[node * width + column]!;
        if (hasEnd[node] === 1) for (const word of ends[node]!) found(word, i + 1);
      }
    },
  };
}

const latin = new Uint16Array(0x250);
for (let code = ascii; code < latin.length; code++) {
  const letter = String.fromCharCode(code).toLowerCase();
  const plain = { ł: "l", ø: "o", đ: "d", ı: "i" }[letter] ?? letter.normalize("NFD")[0]!;
  latin[code] = plain.charCodeAt(0);
}

/** In lower case and, for Latin letters, without marks. */
function bareOf(code: number): number {
  if (code < ascii) return code >= 65 && code <= 90 ? code + 32 : code;
  if (code < latin.length) return latin[code]!;
  const lower = String.fromCharCode(code).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : code;
}

/** Letters of other scripts have columns of their own where a word uses them. */
function readColumns(spelled: readonly (readonly number[])[]): Map<number, number> {
  const columns = new Map<number, number>();
  for (const code of spelled.flat()) if (code >= ascii && !columns.has(code)) columns.set(code, ascii + columns.size);
  return columns;
}

/** How many cells a matcher of these words has at the most: what it takes in memory, and to build. */
export function measureMatcher(words: readonly string[]): number {
  const others = new Set<number>();
  let letters = 1;
  for (const word of words) {
    letters += word.length;
    for (let i = 0; i < word.length; i++) {
      const code = bareOf(word.charCodeAt(i));
      if (code >= ascii) others.add(code);
    }
  }
  return letters * (ascii + others.size);
}

type Child = { column: number; node: number };

function plant(spelled: readonly (readonly number[])[], width: number, columnOf: (code: number) => number) {
  const ends: number[][] = [[]];
  const children: Child[][] = [[]];
  for (const [index, codes] of spelled.entries()) {
    let node = 0;
    for (const code of codes) {
      const column = columnOf(code);
      let child = children[node]!.find((one) => one.column === column);
      if (!child) {
        child = { column, node: ends.push([]) - 1 };
        children[node]!.push(child);
        children.push([]);
      }
      node = child.node;
    }
    ends[node]!.push(index);
  }
  return { next: link(children, ends, width), ends };
}

/** Where a word goes on no further, the longest ending of it that begins another does. */
function link(children: readonly (readonly Child[])[], ends: number[][], width: number): Int32Array {
  const next = new Int32Array(ends.length * width);
  const fail = new Int32Array(ends.length);
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head]!;
    const onward = fail[node]! * width;
    if (node > 0) next.copyWithin(node * width, onward, onward + width);
    for (const { column, node: child } of children[node]!) {
      fail[child] = node === 0 ? 0 : next[onward + column]!;
      ends[child]!.push(...ends[fail[child]]!);
      next[node * width + column] = child;
      queue.push(child);
    }
  }
  return next;
}
