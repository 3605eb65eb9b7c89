import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { moveFocus } from "./list-keys";

function Names() {
  return (
    <div role="menu" tabIndex={-1} onKeyDown={moveFocus}>
      {["Ada", "Bob", "Cem"].map((name) => (
        <a key={name} href={`/${name}`}>
          {name}
        </a>
      ))}
    </div>
  );
}

test.each([
  ["{ArrowDown}", "Bob"],
  ["{ArrowDown}{ArrowDown}{ArrowDown}", "Cem"],
  ["{ArrowDown}{ArrowUp}{ArrowUp}", "Ada"],
  ["{End}", "Cem"],
  ["{End}{Home}", "Ada"],
  ["x", "Ada"],
])("%s moves from Ada to %s", async (keys, name) => {
  render(<Names />);
  screen.getByText("Ada").focus();
  await userEvent.keyboard(keys);
  expect(screen.getByText(name)).toHaveFocus();
});
