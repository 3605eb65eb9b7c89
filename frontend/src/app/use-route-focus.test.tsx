import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef, useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import { useRouteFocus } from "./use-route-focus";

function Shell() {
  const content = useRef<HTMLElement>(null);
  useRouteFocus(content);
  return (
    <>
      <Link to={"/student" as "/"}>Open the student</Link>
      <main ref={content}>
        <Outlet />
      </main>
    </>
  );
}

/** A view whose title is another element once its data has come. */
function Student() {
  const [name, setName] = useState("");
  return (
    <>
      {name === "" ? <h1 key="waiting">Students</h1> : <h1 key="there">{name}</h1>}
      <button onMouseDown={(event) => event.preventDefault()} onClick={() => setName("Ada")}>
        Let the data come
      </button>
    </>
  );
}

beforeEach(() => {
  vi.stubGlobal("scrollTo", vi.fn()); // jsdom has no scrolling
});

async function renderPage() {
  const rootRoute = createRootRoute({ component: Shell });
  const getParentRoute = () => rootRoute;
  const routeTree = rootRoute.addChildren([
    createRoute({ getParentRoute, path: "/", component: () => <h1>Live</h1> }),
    createRoute({ getParentRoute, path: "/student", component: Student }),
  ]);
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await screen.findByRole("heading", { name: "Live" });
}

test("the first view leaves the focus to the browser", async () => {
  await renderPage();

  expect(document.body).toHaveFocus();
});

test("a view that opens has the focus on its title, also when the data replaces it", async () => {
  const user = userEvent.setup();
  await renderPage();

  await user.click(screen.getByRole("link"));
  expect(await screen.findByRole("heading", { name: "Students" })).toHaveFocus();

  await user.click(screen.getByRole("button"));
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Ada"));
});
