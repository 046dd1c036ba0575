import { ApiError, type Problem } from "@avow/client";

type Sending = { path: `/${string}`; workspaceId: string; content: Blob };

/** Sends a file's content and tells how much of it is there: `fetch` cannot tell that of what it sends. @throws ApiError */
export function sendContent({ path, workspaceId, content }: Sending, onProgress: (share: number) => void) {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/api/v1${path}`);
    request.setRequestHeader("avow-csrf", "1");
    request.setRequestHeader("avow-workspace", workspaceId);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total));
    request.addEventListener("error", () => reject(new ApiError(brokenOff)));
    request.addEventListener("load", () => {
      if (request.status === 200) resolve();
      else reject(new ApiError(readProblem(request)));
    });
    request.send(content);
  });
}

function readProblem(request: XMLHttpRequest): Problem {
  const isProblem = request.getResponseHeader("content-type")?.startsWith("application/problem+json");
  return isProblem ? (JSON.parse(request.responseText) as Problem) : { ...brokenOff, status: request.status };
}

const brokenOff: Problem = {
  type: "about:blank",
  status: 0,
  code: "network.unreachable",
  title: "The upload broke off.",
  help: "Check your connection and drop the file again. A proxy in between has to let as much through.",
  facts: {},
  request_id: "",
  retryable: true,
};
