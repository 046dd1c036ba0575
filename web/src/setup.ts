import { setNonce } from "get-nonce";
import * as z from "zod/mini";

// The server writes a fresh nonce into this tag with each page.
export const styleNonce = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";

// zod probes `new Function` otherwise, which the content security policy reports.
z.config({ jitless: true });

// The scroll lock behind every dialog injects a <style> and reads its nonce from here.
setNonce(styleNonce);
