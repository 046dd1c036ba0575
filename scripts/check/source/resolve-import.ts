import { posix } from "node:path";

const ourPackages: Record<string, string> = {
  "@avow/client": "client/src/client.ts",
  "@avow/server": "server/src/main.ts",
  "@avow/web": "web/src/main.tsx",
};

/** What an import statement reaches: a file of ours, or a package (`pg`, `node:net`) of somebody else's. */
export type Target = { file: string } | { packageName: string };

export function resolveImport(fromFile: string, specifier: string): Target {
  if (specifier.startsWith(".")) return { file: posix.join(posix.dirname(fromFile), specifier.replace(/\?.*$/, "")) };
  const packageName = specifier.startsWith("@")
    ? specifier.split("/", 2).join("/")
    : (specifier.split("/", 1)[0] ?? "");
  const ours = ourPackages[packageName];
  return ours ? { file: ours } : { packageName };
}
