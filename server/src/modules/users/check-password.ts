import { userErrors } from "./errors.ts";

const lengthMin = 12;
const lengthMax = 200;

/** The commonest of those long enough, from published lists of leaked passwords. */
const commonest = new Set(
  `123456789012 1234567890123 12345678901234 123456789123 123123123123 121212121212 111222333444 112233445566
   123456123456 123456654321 123456789abc 123456789qwe 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv
   qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopasdf qwertyuiopasdfghjkl qwerty123456 qwerty1234567 qwerty12345678
   qwertyqwerty qwerqwerqwer asdfghjkl123 asdfghjkl1234 asdfasdfasdf zxcvbnm12345 zxcvbnm123456 q1w2e3r4t5y6 a1b2c3d4e5f6
   abcdefghijkl abcdefghijklm abcdefghijklmnopqrstuvwxyz abcd12345678 abc123456789 abc123abc123 aa1234567890 a12345678901
   password1234 password12345 password123456 password1234567 passwordpassword password2024 password2025 password2026
   password123! password1234! passw0rd1234 p@ssw0rd1234 p@ssword1234 p@ssw0rd123! mypassword123 mypassword1234
   administrator administrator1 admin1234567 admin12345678 admin123456789 adminadminadmin welcome12345 welcome123456
   welcome2024! welcome2025! welcome2026! changeme1234 changeme12345 letmein12345 letmein123456 letmeinletmein
   iloveyou1234 iloveyou12345 iloveyou123456 iloveyouforever iloveyousomuch sunshine1234 princess1234 football1234
   baseball1234 superman1234 michael12345 jennifer1234 whatever1234 dragon123456 monkey123456 shadow123456
   manchesterunited liverpoolfc1 chelsea12345 correcthorsebatterystaple thisisapassword nopassword1234 testtesttest
   testpassword test12345678 test123456789 temporary123 secret123456 secretsecret trustno1trustno1 google123456
   facebook1234 samsung12345 internet1234 computer1234 computer12345 starwars1234 pokemon12345 minecraft1234`.split(
    /\s+/,
  ),
);

/** What guessing tries first: one short piece over and over, or neighbours in the alphabet or on the number row. */
function isPattern(password: string): boolean {
  if (/^(.{1,4}?)\1+.{0,3}$/su.test(password)) return true;
  const codes = [...password].map((character) => character.codePointAt(0)!);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  return Math.abs(steps[0] ?? 0) === 1 && steps.every((step) => step === steps[0]);
}

/** @throws Refusal `users.password_refused` for a password that guessing would find early */
export function checkPassword(password: string, person: { email: string; name: string }): void {
  const length = [...password].length;
  const plain = password.normalize("NFC").toLowerCase();
  const own = [person.email, person.email.split("@")[0]!, person.name].map((text) =>
    text.normalize("NFC").toLowerCase(),
  );
  const squeezed = plain.replace(/\s+/g, "");
  const reason =
    length < lengthMin
      ? "too_short"
      : length > lengthMax
        ? "too_long"
        : own.some((text) => plain === text || squeezed === text.replace(/\s+/g, ""))
          ? "about_you"
          : commonest.has(squeezed)
            ? "common"
            : isPattern(squeezed)
              ? "pattern"
              : undefined;
  if (reason) throw userErrors.password_refused({ field: "password", reason, minimum: lengthMin, maximum: lengthMax });
}
