import type { Problem } from "./problem.ts";
import { readFiles } from "./source/list-files.ts";

type Statement = { file: string; line: number; text: string };
type Rule = { finds(statement: Statement, migration: Migration): boolean; what: string; help: string };
type Migration = { created: ReadonlySet<string>; isOutside: boolean };

/**
 * What may not stand in a migration that runs while the version before it serves: statements that hold a lock for as
 * long as a large table is read or rewritten, and those that take away what the version before still uses.
 */
const rules: Rule[] = [
  {
    finds: ({ text }, { created }) =>
      /^create (unique )?index (?!concurrently)/i.test(text) &&
      !created.has(/ on (?:only )?(\w+)/i.exec(text)?.[1] ?? ""),
    what: "makes an index that blocks writing to a table with rows",
    help: "Begin the file with `-- outside a transaction` and write create index concurrently if not exists.",
  },
  {
    finds: ({ text }, { isOutside }) => /\bconcurrently\b/i.test(text) && !isOutside,
    what: "works concurrently inside a transaction, which PostgreSQL refuses",
    help: "Begin the file with `-- outside a transaction`; nothing else belongs into it.",
  },
  {
    finds: ({ text }, { isOutside }) =>
      isOutside &&
      !/^(create (unique )?index concurrently if not exists|drop index concurrently if exists) /i.test(text),
    what: "stands outside a transaction and cannot be repeated",
    help: "Only create index concurrently if not exists, and drop index concurrently if exists.",
  },
  {
    finds: ({ text }) =>
      /^alter table .* add (column )?(if not exists )?(?!constraint)\w+ .*\bnot null\b(?!.*\bdefault\b)/i.test(text),
    what: "adds a column that must be filled to rows that exist",
    help: "Give it a constant default, or add it nullable now and tighten it in a later release.",
  },
  {
    finds: ({ text }, { created }) => /^alter table .* set not null\b/i.test(text) && !isOf(text, created),
    what: "reads the whole table under an exclusive lock",
    help: "Add check (… is not null) not valid, validate it in a later file, then set not null.",
  },
  {
    finds: ({ text }, { created }) => /^alter table .* (type|set data type) /i.test(text) && !isOf(text, created),
    what: "rewrites the table, and the version before reads the old type",
    help: "Add another column, fill it by a job, and drop the old one in a later release.",
  },
  {
    finds: ({ text }, { created }) =>
      /^alter table .* add (constraint \w+ )?(foreign key|check|unique|primary key|exclude)\b/i.test(text) &&
      !/\bnot valid$/i.test(text) &&
      !isOf(text, created),
    what: "checks every row under a lock",
    help: "Add it not valid, and validate it in a later file; or say on the line before why the table is small: `-- brief: …`.",
  },
  {
    finds: ({ text }) => /\brename (column|constraint|to)\b/i.test(text),
    what: "renames what the version before still uses",
    help: "Add the new name, write both, move over, and drop the old one in a later release.",
  },
  {
    finds: ({ text }) => /^(drop table|truncate|lock|vacuum full|cluster|reindex (?!.*concurrently))\b/i.test(text),
    what: "takes a table away or locks it whole",
    help: "Take tables away in a release after the last one that uses them, after a line `-- contract: unused since VERSION`.",
  },
  {
    finds: ({ text }) =>
      /^alter table .* drop (column )?(if exists )?(?!constraint|not null|default|expression|identity)\w+/i.test(text),
    what: "drops a column that the version before still uses",
    help: "Drop it in a release after the last one that uses it, after a line `-- contract: unused since VERSION`.",
  },
];

/** Earlier ones made the database before there was a version that could serve beside them. */
const heldFrom = 20;
/** Said by the author on the line before: nothing that serves uses it, or the table is small for a reason. */
const saidBefore = /^-- (?:contract: unused since \d+\.\d+\.\d+|brief: \S+ \S+ \S.*)$/;
const contractLine = /^-- contract:/m;
const contractFile = /\/\d{4}-contract-[a-z0-9-]+\.sql$/;

/** Migrations run while two versions serve: none holds a long lock, none takes away what the other one needs. */
export function checkMigrations(root: string): Problem[] {
  const files = readFiles(root, /^server\/migrations\/.*\.sql$/).filter(({ path }) => numberOf(path) >= heldFrom);
  return files.flatMap(({ path, text }) => {
    const statements = splitStatements(path, text);
    const created = new Set(
      statements.flatMap((one) => /^create (?:unlogged )?table (?:if not exists )?(\w+)/i.exec(one.text)?.[1] ?? []),
    );
    const migration = { created, isOutside: text.startsWith("-- outside a transaction") };
    const broken = statements.flatMap((statement) =>
      rules
        .filter((rule) => rule.finds(statement, migration))
        .map(({ what, help }) => ({ file: path, line: statement.line, what, help })),
    );
    return [...broken, ...checkContractName(path, text)];
  });
}

/** Versions that do not know such a file refuse to start, and they know it by its name. */
function checkContractName(file: string, text: string): Problem[] {
  if (contractLine.test(text) === contractFile.test(file)) return [];
  const help = "Statements marked `-- contract:` stand in files named NNNN-contract-what.sql, and nowhere else.";
  return [{ file, line: 1, what: "takes something away without its name saying so, or the other way round", help }];
}

const numberOf = (path: string): number => Number(/\/(\d{4})-/.exec(path)?.[1] ?? 0);

const isOf = (text: string, created: ReadonlySet<string>): boolean =>
  created.has(/^alter table (?:only )?(?:if exists )?(\w+)/i.exec(text)?.[1] ?? "");

/** Statements on one line each; a statement whose line before says that its object is unused is its author's word. */
function splitStatements(file: string, sql: string): Statement[] {
  const lines = sql.split("\n");
  const found: Statement[] = [];
  let start = 0;
  let held: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (held.length === 0) start = index;
    if (/^\s*--/.test(line) || (held.length === 0 && line.trim() === "")) continue;
    held.push(line.trim());
    if (!/;\s*(--.*)?$/.test(line)) continue;
    const isSaid = saidBefore.test(lines[start - 1]?.trim() ?? "");
    const text = held
      .join(" ")
      .replace(/;\s*(--.*)?$/, "")
      .replaceAll(/\s+/g, " ");
    if (!isSaid) found.push({ file, line: start + 1, text });
    held = [];
  }
  return found;
}
