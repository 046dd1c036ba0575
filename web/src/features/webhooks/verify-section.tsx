import { Tabs } from "@mantine/core";
import { CodeBlock } from "../../design/text/code-block.tsx";
import { Section } from "../../design/page/section.tsx";

const typescript = `import { Webhook } from "standardwebhooks"; // npm install standardwebhooks

const webhook = new Webhook(process.env.AVOW_WEBHOOK_SECRET); // whsec_…

// "body" is the text exactly as it came. Throws where it is not from Avow, or older than five minutes.
const message = webhook.verify(body, {
  "webhook-id": headers["webhook-id"],
  "webhook-timestamp": headers["webhook-timestamp"],
  "webhook-signature": headers["webhook-signature"],
});
console.log(message.type, message.data);`;

const python = `from standardwebhooks import Webhook  # pip install standardwebhooks

webhook = Webhook(os.environ["AVOW_WEBHOOK_SECRET"])  # whsec_…

# "body" is the text exactly as it came. Raises where it is not from Avow, or older than five minutes.
message = webhook.verify(body, dict(request.headers))
print(message["type"], message["data"])`;

const shell = `# $BODY is the text exactly as it came; the three headers are those of the request.
KEY=$(printf %s "\${AVOW_WEBHOOK_SECRET#whsec_}" | base64 -d | xxd -p -c 256)
printf %s "$WEBHOOK_ID.$WEBHOOK_TIMESTAMP.$BODY" \\
  | openssl dgst -sha256 -mac HMAC -macopt hexkey:$KEY -binary | base64
# It is from Avow if this is what stands after "v1," in webhook-signature.

# To try a receiver without waiting for an event:
curl -X POST \${AVOW_URL}/api/v1/webhook-endpoints/$ENDPOINT/test \\
  -H "Authorization: Bearer $AVOW_KEY" -H "Avow-Workspace: $WORKSPACE"`;

const keyPair = `import { verifyWebhook } from "@avow/client"; // or any Ed25519: see below

// "headers" is the request's Headers, "body" the text exactly as it came.
const message = await verifyWebhook(process.env.AVOW_WEBHOOK_PUBLIC_KEY, headers, body); // whpk_…

// Without it: the signature is what stands after "v1a," in webhook-signature.
const raw = Buffer.from(publicKey.replace("whpk_", ""), "base64");
const key = createPublicKey({
  key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]), format: "der", type: "spki",
});
verify(null, Buffer.from(\`\${id}.\${timestamp}.\${body}\`), key, Buffer.from(signature, "base64"));`;

const languages = [
  ["typescript", "TypeScript", typescript],
  ["python", "Python", python],
  ["bash", "curl", shell],
  ["key-pair", "Key pair", keyPair],
] as const;

/** How a receiver knows that a message is ours, in code it can take as it is. */
export function VerifySection() {
  return (
    <Section
      title="Verify what you get"
      description="Messages follow Standard Webhooks: verify the signature over the body as it came, refuse old timestamps, and use webhook-id to drop what you already have."
    >
      <Tabs defaultValue="typescript">
        <Tabs.List aria-label="Language">
          {languages.map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {languages.map(([value, , code]) => (
          <Tabs.Panel key={value} value={value} pt="sm">
            <CodeBlock language={value === "key-pair" ? "typescript" : value} code={code} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  );
}
