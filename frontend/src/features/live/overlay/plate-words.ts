import { mdiAccountOutline, mdiCardAccountDetailsOutline, mdiCheckBold, mdiHelp } from "@mdi/js";

import { emotionStyle } from "@/lib/emotions";
import type { Face, IdentityStatus } from "@/lib/protocol.gen";
import { text } from "@/text";

import { isSuspect } from "./liveness";

/** An icon on a coloured disc. */
export interface Mark {
  /** SVG path on a 24 x 24 grid. */
  readonly path: string;
  readonly colour: string;
}

/** What a name plate says: a mark, a sign, and one or two lines. */
export interface PlateWords {
  readonly mark: Mark | null;
  /** Says in a shape what the line and the colour of the outline say; null beside a name. */
  readonly sign: string | null;
  readonly title: string;
  readonly subtitle: string;
  /** Whether the title is no name. */
  readonly faint: boolean;
}

export interface PlateStyle {
  /** One line with the first name: the emotion is in its icon alone. */
  readonly compact: boolean;
  /** Others see this screen too. */
  readonly namesHidden: boolean;
}

export const SUSPECT_COLOUR = "#ff9d6b";
const SUSPECT_MARK: Mark = { path: mdiCardAccountDetailsOutline, colour: SUSPECT_COLOUR };

const SIGNS: Readonly<Record<IdentityStatus, string>> = {
  known: mdiCheckBold,
  unsure: mdiHelp,
  unknown: mdiAccountOutline,
};

/** The words of a face's plate. */
export function plateWords(face: Face, { compact, namesHidden }: PlateStyle): PlateWords {
  const { status, name } = face.identity;
  const isNamed = status === "known" && name !== null && !namesHidden;
  const look = isSuspect(face) ? text.live.suspect : emotionOf(face);
  const title = isNamed ? shortened(name, compact) : TITLES[status];
  // Under a hidden name the look is all that there is to say.
  const lines = title === "" ? [look, ""] : [title, look];
  const [first = "", second = ""] = compact ? [title, ""] : lines;
  return {
    mark: markOf(face),
    sign: isNamed ? null : SIGNS[status],
    title: first,
    subtitle: second,
    faint: status !== "known",
  };
}

const TITLES: Readonly<Record<IdentityStatus, string>> = {
  known: "",
  unsure: text.live.unsure,
  unknown: text.live.unknown,
};

function shortened(name: string, compact: boolean): string {
  return compact ? (name.split(" ")[0] ?? name) : name;
}

function emotionOf({ emotion }: Face): string {
  return emotion === null ? "" : emotionStyle(emotion.label).name;
}

function markOf(face: Face): Mark | null {
  if (isSuspect(face)) return SUSPECT_MARK;
  if (face.emotion === null) return null;
  const { dark, icon } = emotionStyle(face.emotion.label);
  return { path: icon, colour: dark };
}
