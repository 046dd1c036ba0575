import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** Stands between Avow and its database, and can be switched off in the two ways a network can. */
export type Proxy = {
  /** The database's address, through the proxy. */
  url: string;
  /** Every connection breaks, and new ones are refused. */
  refuse(): Promise<void>;
  /** Nothing passes any more, and nobody is told: connections stay, new ones are taken and stay silent. */
  silence(): void;
  /** Everything passes again. What was silent breaks, as after a network's outage; what was never away goes on. */
  open(): Promise<void>;
  close(): Promise<void>;
};

export async function openProxy(databaseUrl: string): Promise<Proxy> {
  const behind = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isSilent = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    return socket.once("close", () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (isSilent) return;
    const far = keep(connect(Number(behind.port || 5432), behind.hostname));
    near.pipe(far).pipe(near);
    near.once("close", () => !isSilent && far.destroy());
    far.once("close", () => !isSilent && near.destroy());
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const breakAll = () => sockets.forEach((socket) => socket.destroy());
  const shut = () => {
    const closed = new Promise<void>((resolve) => (server.listening ? server.close(() => resolve()) : resolve()));
    breakAll();
    return closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(databaseUrl), { host: `127.0.0.1:${port}` }).toString(),
    refuse: shut,
    silence() {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    async open() {
      if (server.listening && !isSilent) return;
      isSilent = false;
      breakAll();
      if (!server.listening) await listen(port);
    },
    close: shut,
  };
}
