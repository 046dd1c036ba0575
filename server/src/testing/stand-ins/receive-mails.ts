import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from "smtp-server";

export type ReceivedMail = { from: string; to: string[]; raw: string; secure: boolean };

export type MailReceiver = { received: ReceivedMail[]; port: number; close(): Promise<void> };

/** A mail server on loopback that keeps what it is given. */
export async function receiveMails(options: SMTPServerOptions = {}, chosen = 0): Promise<MailReceiver> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    closeTimeout: 100,
    onData(stream: SMTPServerDataStream, { envelope, secure }, done) {
      void readMail(stream).then((raw) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw, secure });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => undefined); // a client that refuses our certificate
  await new Promise<void>((resolve) => server.listen(chosen, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { received, port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

export async function readMail(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** What a reader's program shows of a mail: its subject, its text and its HTML, decoded. */
export async function readWords(raw: string): Promise<string[]> {
  const { subject = "", text = "", html = "" } = await PostalMime.parse(raw);
  return [subject, text, html];
}

/** What a reader sees of a mail that is encoded as quoted-printable. */
export const unfold = (raw: string): string => raw.replaceAll("=\r\n", "").replaceAll("=3D", "=");

export const headerOf = (raw: string, name: string): string | undefined =>
  new RegExp(`^${name}:\\s*(.*(?:\\r\\n[ \\t].*)*)\\r$`, "m").exec(raw)?.[1];
