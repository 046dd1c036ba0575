/** What counts as use of a feature: a request that did it. Closed: nothing else is ever noted under a name. */
const featureOf = {
  "POST /organizations": "organization.created",
  "POST /workspaces": "workspace.created",
  "POST /invitations": "member.invited",
  "POST /agents": "agent.created",
  "PATCH /agents/{agent_id}": "agent.changed",
  "POST /conversations": "conversation.started",
  "POST /conversations/{conversation_id}/messages": "message.sent",
  "POST /messages/{message_id}/retry": "answer.retried",
  "POST /messages/{message_id}/stop": "answer.stopped",
  "POST /files": "file.uploaded",
  "POST /api-keys": "api_key.created",
  "POST /device-authorizations/approve": "device.allowed",
  "POST /passkeys": "passkey.added",
  "POST /model-servers": "model_server.added",
  "PATCH /policy": "policy.changed",
  "POST /privacy-requests": "privacy_request.made",
  "POST /budgets": "budget.set",
} as const;

export type FeatureName = (typeof featureOf)[keyof typeof featureOf] | "screen.viewed";

/** The feature that a request used, where it is one of the list and was answered well. */
export function findFeature(method: string, route: string, status: number): FeatureName | undefined {
  const name = `${method} ${route}`;
  return status < 400 && Object.hasOwn(featureOf, name) ? featureOf[name as keyof typeof featureOf] : undefined;
}
