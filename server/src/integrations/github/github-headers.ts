export const headers = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" };
