/** A place in a request where a text can stand. `comesBack`: the echo of it can be compared with what was sent. */
export type Place = {
  path: string;
  streams: boolean;
  comesBack: boolean;
  /** What things are called holds one value at the most, and no spaces. */
  isName?: true;
  body(text: string): object;
};

const user = (content: unknown) => ({ role: "user", content });
const hello = user("Go on.");
const tool = (fields: object = {}) => ({ type: "function", function: { name: "mail", parameters: {}, ...fields } });
const chat = (body: (text: string) => object, comesBack = true): Place => ({
  path: "/v1/chat/completions",
  streams: true,
  comesBack,
  body,
});
const called = (args: string) => [
  hello,
  {
    role: "assistant",
    content: null,
    tool_calls: [{ id: "call_1", type: "function", function: { name: "mail", arguments: args } }],
  },
  { role: "tool", tool_call_id: "call_1", content: "done" },
];
const schema = (of: object) => ({ type: "json_schema", json_schema: { name: "answer", schema: of } });
const inMessages = (messages: unknown[], rest: object = {}) => ({ messages, ...rest });
const named = (rest: (text: string) => object): Place => ({
  ...chat((text) => inMessages([hello], rest(text)), false),
  isName: true,
});
const responses = (body: (text: string) => object): Place => ({
  path: "/v1/responses",
  streams: true,
  comesBack: true,
  body,
});
const once = (path: string, body: (text: string) => object): Place => ({
  path,
  streams: false,
  comesBack: false,
  body,
});
const pixel =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Every place of every request in which a text of the caller's reaches a model's server. */
export const places: Record<string, Place> = {
  "chat.user": chat((text) => inMessages([user(text)])),
  "chat.parts": chat((text) => inMessages([user([{ type: "text", text }])])),
  "chat.beside a picture": chat((text) =>
    inMessages([
      user([
        { type: "image_url", image_url: { url: pixel } },
        { type: "text", text },
      ]),
    ]),
  ),
  "chat.system": chat((text) => inMessages([{ role: "system", content: text }, hello])),
  "chat.assistant": chat((text) => inMessages([hello, { role: "assistant", content: text }, hello])),
  "chat.tool result": chat((text) =>
    inMessages([...called("{}").slice(0, 2), { role: "tool", tool_call_id: "call_1", content: text }]),
  ),
  "chat.tool result in JSON": chat((text) => {
    const ascii = JSON.stringify({ rows: [{ note: text }] }).replaceAll(
      /[^ -~]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    return inMessages([...called("{}").slice(0, 2), { role: "tool", tool_call_id: "call_1", content: ascii }]);
  }, false),
  "chat.tool arguments": chat((text) => inMessages(called(JSON.stringify({ to: { note: [text] } })))),
  "chat.tool argument's name": chat((text) => inMessages(called(JSON.stringify({ [text]: true })))),
  "chat.broken tool arguments": chat((text) => inMessages(called(`{note: ${text}`)), false),
  "chat.tool description": chat((text) => inMessages([hello], { tools: [tool({ description: text })] })),
  "chat.tool parameter": chat((text) =>
    inMessages([hello], {
      tools: [tool({ parameters: { type: "object", properties: { to: { enum: [text], description: "whom" } } } })],
    }),
  ),
  "chat.tool parameter's name": chat((text) =>
    inMessages([hello], {
      tools: [tool({ parameters: { type: "object", properties: { [text]: {} }, required: [text] } })],
    }),
  ),
  "chat.schema": chat((text) =>
    inMessages([hello], { response_format: schema({ properties: { a: { description: text } } }) }),
  ),
  "chat.schema's default": chat((text) =>
    inMessages([hello], { response_format: schema({ properties: { a: { default: [{ b: text }] } } }) }),
  ),
  "chat.stop": chat((text) => inMessages([hello], { stop: [text] })),
  "chat.parameter of others": chat((text) => inMessages([hello], { guided_choice: [text] })),
  "chat.parameter of others, deep": chat((text) => inMessages([hello], { more: { of: { the: [{ [text]: text }] } } })),
  "chat.user field": chat((text) => inMessages([hello], { user: text, metadata: { about: text } }), false),
  "chat.tool's name": named((text) => ({ tools: [tool({ name: text })], tool_choice: tool({ name: text }) })),
  "chat.schema's name": named((text) => ({
    response_format: { type: "json_schema", json_schema: { name: text, schema: {} } },
  })),
  "chat.call's id": {
    ...named(() => ({})),
    body: (text) =>
      inMessages(
        JSON.parse(JSON.stringify(called("{}")).replaceAll('"call_1"', () => JSON.stringify(text))) as unknown[],
      ),
  },
  "chat.number as an argument": {
    ...named(() => ({})),
    body: (text) => inMessages(called(/^\d{7,15}$/.test(text) ? `{"card": ${text}}` : JSON.stringify({ card: text }))),
  },
  "responses.input": responses((text) => ({ input: text })),
  "responses.instructions": responses((text) => ({ input: "Go on.", instructions: text })),
  "responses.call": responses((text) => ({
    input: [
      { type: "function_call", call_id: "call_1", name: "mail", arguments: JSON.stringify({ text }) },
      { type: "function_call_output", call_id: "call_1", output: "ok" },
    ],
  })),
  "responses.output": responses((text) => ({
    input: [
      { type: "function_call", call_id: "call_1", name: "mail", arguments: "{}" },
      { type: "function_call_output", call_id: "call_1", output: text },
    ],
  })),
  "embeddings.input": once("/v1/embeddings", (text) => ({ input: ["one", text] })),
  "images.prompt": once("/v1/images/generations", (text) => ({ prompt: text })),
  "images.parameter of others": once("/v1/images/generations", (text) => ({ prompt: "A cat.", negative_prompt: text })),
  "moderations.input": once("/v1/moderations", (text) => ({ input: [text] })),
};
