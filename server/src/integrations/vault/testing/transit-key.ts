import { createHmac, randomBytes } from "node:crypto";

/** What Vault answers to a wish it refuses: a status of 400, and why. */
export class Refused extends Error {}

const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/**
 * One key of the transit engine, with its versions. Those below the least version for decryption are archived: they
 * answer nothing until it is lowered again, or never once they were trimmed.
 * @see https://developer.hashicorp.com/vault/api-docs/secret/transit
 */
export class TransitKey {
  isDeletable = false;
  private readonly versions = new Map<number, Buffer>([[1, randomBytes(32)]]);
  private latest = 1;
  private minDecryption = 1;
  private minEncryption = 0;
  private minAvailable = 0;

  describe(name: string) {
    return {
      name,
      type: "aes256-gcm96",
      exportable: false,
      deletion_allowed: this.isDeletable,
      latest_version: this.latest,
      min_decryption_version: this.minDecryption,
      min_encryption_version: this.minEncryption,
      min_available_version: this.minAvailable,
    };
  }

  rotate(): void {
    this.latest += 1;
    this.versions.set(this.latest, randomBytes(32));
  }

  configure(wanted: Record<string, unknown>): void {
    const least = (name: "min_decryption_version" | "min_encryption_version", now: number) => {
      const version = numberOf(wanted[name]) ?? now;
      if (version < 0) throw new Refused(`${name} cannot be negative`);
      if (version > this.latest) throw new Refused(`${name} of ${version}, but the latest version is ${this.latest}`);
      if (version < this.minAvailable) throw new Refused(`${name} of ${version} was trimmed`);
      return version;
    };
    this.minDecryption = Math.max(1, least("min_decryption_version", this.minDecryption));
    this.minEncryption = least("min_encryption_version", this.minEncryption);
    if (typeof wanted["deletion_allowed"] === "boolean") this.isDeletable = wanted["deletion_allowed"];
  }

  trim(wanted: Record<string, unknown>): void {
    const version = numberOf(wanted["min_available_version"]);
    if (version === undefined) throw new Refused("missing min_available_version");
    if (version < 1 || version < this.minAvailable)
      throw new Refused("minimum available version cannot be decremented");
    if (this.minEncryption === 0) throw new Refused("minimum encryption version is not set");
    if (version > Math.min(this.minEncryption, this.minDecryption)) throw new Refused("it is greater than the least");
    this.minAvailable = version;
    for (const old of this.versions.keys()) if (old < version) this.versions.delete(old);
  }

  hmac(input: Buffer, asked: unknown): string {
    const version = asked === 0 ? this.latest : (numberOf(asked) ?? this.latest);
    if (version !== this.latest && version < this.minEncryption) throw new Refused("version is too old");
    const key = version < this.minDecryption ? undefined : this.versions.get(version);
    if (!key) throw new Refused("no such key version");
    return `vault:v${version}:${createHmac("sha256", key).update(input).digest("base64")}`;
  }
}
