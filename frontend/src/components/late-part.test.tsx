import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { Notices, NoticesContext } from "@/lib/notices";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { LatePart } from "./late-part";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function Part() {
  return <p>What was asked for</p>;
}

function Around({ fetchPart }: { readonly fetchPart: () => Promise<typeof Part> }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button onClick={() => setIsOpen(true)}>Open</button>
      <LatePart
        fetchPart={fetchPart}
        props={isOpen ? {} : null}
        onFailed={() => setIsOpen(false)}
      />
    </>
  );
}

/** A view that shows a part after a click, and a server that can go away. */
function renderAround({ isAway }: { readonly isAway: boolean }) {
  const server = { isAway };
  const answer = <T,>(value: T): Promise<T> =>
    server.isAway ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(value);
  vi.stubGlobal("fetch", () => answer(new Response()));
  const notices = new Notices();
  renderView(
    <NoticesContext value={notices}>
      <Around fetchPart={() => answer(Part)} />
    </NoticesContext>,
  );
  return { server, notices };
}

function open(): Promise<void> {
  return userEvent.click(screen.getByRole("button", { name: "Open" }));
}

test("a part that cannot be fetched leaves the view as it is and comes at the next click", async () => {
  const { server, notices } = renderAround({ isAway: true });

  await open();
  await waitFor(() => expect(notices.current.get()?.message).toBe(text.problems.partMissing));
  server.isAway = false;
  await open();

  expect(await screen.findByText("What was asked for")).toBeVisible();
});

test("a part that nobody has asked for yet is at hand when the server goes away", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { server } = renderAround({ isAway: false });
  await act(() => vi.advanceTimersByTimeAsync(3_000));

  server.isAway = true;
  await open();

  expect(screen.getByText("What was asked for")).toBeVisible();
});

test("a part that could not be fetched ahead is when the server is back, and nobody is bothered", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { server, notices } = renderAround({ isAway: true });
  await act(() => vi.advanceTimersByTimeAsync(3_000));
  server.isAway = false;
  await act(() => vi.advanceTimersByTimeAsync(10_000));

  server.isAway = true;
  await open();

  expect(screen.getByText("What was asked for")).toBeVisible();
  expect(notices.current.get()).toBeNull();
});
