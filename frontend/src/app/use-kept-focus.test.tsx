import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef, useState, type ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { PresenterBar } from "@/app/presenter-bar";
import { RunningActions } from "@/features/class-sessions/running-actions";
import type { Schemas } from "@/lib/api/client";
import { ClassHolderContext, type RunningClass } from "@/lib/class-holder";
import { presenterMode, usePresenterMode } from "@/lib/presenter-mode";
import { Store } from "@/lib/store";
import { json, stubServer } from "@/testing/fake-server";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { useKeptFocus } from "./use-kept-focus";

afterEach(() => {
  act(() => presenterMode.set(false));
  vi.unstubAllGlobals();
});

function Frame({ children }: { readonly children: ReactNode }) {
  const content = useRef<HTMLElement>(null);
  useKeptFocus(content);
  return <main ref={content}>{children}</main>;
}

/** A view whose button takes itself away. */
function View() {
  const [isThere, setIsThere] = useState(true);
  return (
    <Frame>
      <h1>Class</h1>
      <section>
        <h2>Attendance</h2>
        {isThere && <button onClick={() => setIsThere(false)}>Mark as absent</button>}
      </section>
      <button>Elsewhere</button>
    </Frame>
  );
}

test("the nearest heading gets the focus of a control that leaves the view", async () => {
  renderView(<View />);

  await userEvent.click(screen.getByText("Mark as absent"));

  await waitFor(() => expect(screen.getByRole("heading", { name: "Attendance" })).toHaveFocus());
});

test("who has gone on elsewhere is left alone", async () => {
  renderView(<View />);
  const button = screen.getByText("Mark as absent");
  act(() => button.focus());

  act(() => screen.getByText("Elsewhere").focus());
  act(() => button.click());

  await waitFor(() => expect(button).not.toBeInTheDocument());
  expect(screen.getByText("Elsewhere")).toHaveFocus();
});

test("names that are shown again leave the focus on the title, not on a bar that is gone", async () => {
  function Students() {
    return (
      <Frame>
        {usePresenterMode() && <PresenterBar />}
        <h1>Students</h1>
      </Frame>
    );
  }
  presenterMode.set(true);
  renderView(<Students />);

  await userEvent.click(screen.getByRole("button", { name: new RegExp(text.presenter.show) }));

  await waitFor(() => expect(screen.getByRole("heading", { name: "Students" })).toHaveFocus());
});

test("a class that is ended leaves the focus on its title, when its dialog has closed", async () => {
  const biology = { id: 3, name: "Biology" } as Schemas["ClassSession"];
  stubServer({ "POST /api/class-sessions/3/end": () => json(biology) });
  function Class() {
    const [isRunning, setIsRunning] = useState(true);
    const [holder] = useState(() => ({
      classSession: new Store<RunningClass | null>({ ...biology } as never),
      setClassSession: () => setIsRunning(false),
    }));
    return (
      <ClassHolderContext value={holder}>
        <Frame>
          <h1>Biology</h1>
          {isRunning && <RunningActions classSession={biology} />}
        </Frame>
      </ClassHolderContext>
    );
  }
  renderView(<Class />);
  const end = () => screen.getByRole("button", { name: text.classSession.end });

  await userEvent.click(end());
  await userEvent.click(end()); // that of the dialog: it hides the other one

  await waitFor(() => expect(screen.getByRole("heading", { name: "Biology" })).toHaveFocus());
});
