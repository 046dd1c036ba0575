import sharp from "sharp";

type Wanted = { width?: number; height?: number; format?: "png" | "jpeg" | "gif" | "webp"; note?: string };

/** A picture of one colour, with what a camera may write into it. */
export function makePicture({ width = 64, height = 32, format = "jpeg", note }: Wanted = {}): Promise<Buffer> {
  const plain = sharp({ create: { width, height, channels: 3, background: "#3b6" } });
  const noted = note === undefined ? plain : plain.withExif({ IFD0: { Copyright: note } });
  return noted.toFormat(format).toBuffer();
}
