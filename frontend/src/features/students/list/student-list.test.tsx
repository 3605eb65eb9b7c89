import { act, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import type { Schemas } from "@/lib/api/client";
import { presenterMode } from "@/lib/presenter-mode";
import { renderView } from "@/testing/render";

import { StudentList } from "./student-list";

afterEach(() => act(() => presenterMode.set(false)));

const AMARA: Schemas["Student"] = {
  id: 12,
  name: "Amara Okafor",
  external_id: "2026-0147",
  note: "",
  created_at: "2026-11-20T08:00:00Z",
  updated_at: "2026-11-20T08:00:00Z",
  faces: 3,
  views: 3,
  few_views: false,
  needs_enrollment: false,
  other_faces: 0,
  kept_photos: 0,
  last_seen_at: null,
};

test("the list names nobody on a screen that others see, not even in a doubt", () => {
  act(() => presenterMode.set(true));

  renderView(
    <StudentList
      students={[AMARA]}
      doubtsOf={() => ({ disagrees: false, looksLike: [{ id: 3, name: "Bao Nguyen" }] })}
    />,
  );

  expect(screen.getByRole("link", { name: /Student 12.*Looks like Student 3/ })).toBeVisible();
  expect(document.body.innerHTML).not.toMatch(/Amara|AO|Bao|2026-0147/);
});
