import {
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  useQuery,
} from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";

import { useLastAnswer } from "./use-last-answer";

interface Asked {
  readonly words: string;
  readonly of: string;
}

/** Asks in words that are answered by themselves, but for those that have "fails" in them. */
function renderLast(first: Asked) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const queryFn = (words: string) =>
    words.includes("fails") ? Promise.reject(new Error(words)) : Promise.resolve(words);
  return renderHook(
    ({ words, of }: Asked) => {
      const query = useQuery({
        queryKey: [words],
        queryFn: () => queryFn(words),
        placeholderData: keepPreviousData,
      });
      return { ...useLastAnswer(query, of), isFetching: query.isFetching };
    },
    {
      initialProps: first,
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={queries}>{children}</QueryClientProvider>
      ),
    },
  );
}

test("the last answer stays while the next ones fail, until there is one again", async () => {
  const { result, rerender } = renderLast({ words: "8:00", of: "today" });
  await waitFor(() => expect(result.current).toMatchObject({ data: "8:00", error: null }));

  for (const words of ["8:01 fails", "8:02 fails"]) {
    rerender({ words, of: "today" });
    await waitFor(() => expect(result.current.isFetching).toBe(false));
    expect(result.current.data).toBe("8:00");
    expect(result.current.error?.message).toBe(words);
  }

  rerender({ words: "8:03", of: "today" });
  expect(result.current).toMatchObject({ data: "8:00", error: { message: "8:02 fails" } });
  await waitFor(() => expect(result.current).toMatchObject({ data: "8:03", error: null }));
});

test("the last answer is forgotten when something else that fails is asked for", async () => {
  const { result, rerender } = renderLast({ words: "8:00", of: "today" });
  await waitFor(() => expect(result.current.data).toBe("8:00"));

  rerender({ words: "week fails", of: "week" });
  expect(result.current).toMatchObject({ data: "8:00", error: null }); // while it is asked for

  await waitFor(() => expect(result.current.error?.message).toBe("week fails"));
  expect(result.current.data).toBeUndefined();
});
