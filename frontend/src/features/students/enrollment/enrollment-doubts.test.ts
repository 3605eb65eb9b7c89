import { expect, test } from "vitest";

import { doubtsIn } from "./enrollment-doubts";

const ada = { id: 1, name: "Ada" };
const bob = { id: 2, name: "Bob" };
const cem = { id: 3, name: "Cem" };

const REVIEW = {
  disagreeing: [{ student: bob, agreement: 0.2, advice: "" }],
  look_alikes: [
    { students: [ada, bob], similarity: 0.6, advice: "" },
    { students: [cem, ada], similarity: 0.5, advice: "" },
  ],
};

test("each student gets what the review says of that one", () => {
  const doubts = doubtsIn(REVIEW);
  expect(doubts(1)).toEqual({ disagrees: false, looksLike: [bob, cem] });
  expect(doubts(2)).toEqual({ disagrees: true, looksLike: [ada] });
  expect(doubts(9)).toEqual({ disagrees: false, looksLike: [] });
});

test("without a review there is no doubt", () => {
  expect(doubtsIn(undefined)(1)).toEqual({ disagrees: false, looksLike: [] });
});
