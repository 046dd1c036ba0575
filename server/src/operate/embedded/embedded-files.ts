import { join, resolve } from "node:path";

/** Where the embedded database keeps what, inside the data folder. Only `cluster` belongs to the database's account. */
export type EmbeddedFiles = Readonly<
  Record<
    | "dataDir"
    | "folder"
    | "cluster"
    | "newCluster"
    | "upgraded"
    | "former"
    | "swap"
    | "credentials"
    | "port"
    | "record"
    | "lock"
    | "programs"
    | "supervisorLog"
    | "postgresLog"
    | "compileCache",
    string
  >
>;

export function embeddedFiles(dataDir: string): EmbeddedFiles {
  const folder = join(resolve(dataDir), "database");
  return {
    dataDir: resolve(dataDir),
    folder,
    cluster: join(folder, "cluster"),
    newCluster: join(folder, "cluster.new-"),
    upgraded: join(folder, "cluster.upgraded"),
    former: join(folder, "cluster.former"),
    swap: join(folder, "swap.json"),
    credentials: join(folder, "credentials.json"),
    port: join(folder, "port"),
    record: join(folder, "supervisor.json"),
    lock: join(folder, "supervisor.lock"),
    programs: join(folder, "programs"),
    supervisorLog: join(folder, "supervisor.log"),
    postgresLog: join(folder, "postgres.log"),
    compileCache: join(folder, "compile-cache"),
  };
}
