import { vi } from "vitest";

type Answer = (request: Request) => Response | Promise<Response>;

/** Answers the page's requests, named "GET /api/students"; any other one fails the test. */
export function stubServer(answers: Readonly<Record<string, Answer>>): Request[] {
  const seen: Request[] = [];
  vi.stubGlobal("fetch", async (request: Request): Promise<Response> => {
    seen.push(request);
    const name = `${request.method} ${new URL(request.url).pathname}`;
    const answer = answers[name];
    if (answer === undefined) throw new Error(`The test has no answer to ${name}.`);
    return answer(request);
  });
  return seen;
}

export function json(body: unknown, status = 200): Response {
  const type = status < 400 ? "application/json" : "application/problem+json";
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": type } });
}
