import type { Draw } from "../draw.ts";

/** In a form `9` is any digit, `8` one from 2 to 9, `A` a capital, `¤` a small letter, `#` a hexadecimal digit; `~` keeps the sign after it. */
export const fillForm = (form: string, draw: Draw): string =>
  form.replace(/~.|[98A¤#]/g, (sign) => {
    if (sign[0] === "~") return sign[1]!;
    if (sign === "9") return draw.digits(1);
    if (sign === "8") return String(2 + draw.int(8));
    if (sign === "#") return "0123456789abcdef"[draw.int(16)]!;
    return sign === "A" ? draw.letters(1) : draw.letters(1).toLowerCase();
  });
