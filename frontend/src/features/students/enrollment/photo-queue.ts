import { lookAlikeOf } from "@/features/students/guided-capture/guidance";
import type { Schemas } from "@/lib/api/client";

/** A photo on its way into an enrollment. Its picture stays in this browser tab. */
export interface Photo {
  readonly id: number;
  readonly file: File;
  /** Object URL of the thumbnail. */
  readonly url: string;
  readonly verdict: Verdict;
}

export type Verdict =
  | { readonly status: "sending" | "removing" | "removed" }
  | Accepted
  /** `lookAlike`: the only reason is that the face looks like this student's; a teacher may know
   * that they are two people. */
  | {
      readonly status: "rejected";
      readonly reasons: readonly string[];
      readonly lookAlike: number | null;
    }
  /** It never was judged: the request itself failed. */
  | { readonly status: "failed"; readonly detail: string };

interface Accepted {
  readonly status: "accepted";
  /** What the server stored of it. */
  readonly faceId: number | null;
  readonly warnings: readonly string[];
  /** Why it could not be taken back. */
  readonly problem?: string;
}

export type PhotoAction =
  | { readonly type: "added"; readonly photos: readonly Omit<Photo, "verdict">[] }
  | {
      readonly type: "judged";
      readonly ids: readonly number[];
      readonly results: readonly FaceReport[];
    }
  | { readonly type: "resent" | "removing" | "removed"; readonly id: number }
  | {
      readonly type: "kept";
      readonly id: number;
      readonly verdict: Accepted;
    }
  | { readonly type: "failed"; readonly ids: readonly number[]; readonly detail: string };

type FaceReport = Schemas["FaceReport"];

/** Newest first, so that what was just taken is in sight. */
export function photoQueue(photos: readonly Photo[], action: PhotoAction): readonly Photo[] {
  switch (action.type) {
    case "added":
      return [
        ...action.photos.map((photo) => ({ ...photo, verdict: SENDING })).reverse(),
        ...photos,
      ];
    case "judged":
      return photos.map((photo) => {
        const report = action.results[action.ids.indexOf(photo.id)];
        return report === undefined ? photo : { ...photo, verdict: verdictOf(report) };
      });
    case "resent":
      return withVerdict(photos, action.id, SENDING);
    case "removing":
    case "removed":
      return withVerdict(photos, action.id, { status: action.type });
    case "kept":
      return withVerdict(photos, action.id, action.verdict);
    case "failed":
      return photos.map((photo) =>
        action.ids.includes(photo.id)
          ? { ...photo, verdict: { status: "failed", detail: action.detail } }
          : photo,
      );
  }
}

const SENDING: Verdict = { status: "sending" };

function withVerdict(photos: readonly Photo[], id: number, verdict: Verdict): readonly Photo[] {
  return photos.map((photo) => (photo.id === id ? { ...photo, verdict } : photo));
}

function verdictOf({ accepted, face_id: faceId, reasons, warnings }: FaceReport): Verdict {
  if (accepted) {
    return { status: "accepted", faceId, warnings: warnings.map(({ detail }) => detail) };
  }
  const details = reasons.map(({ detail }) => detail);
  return { status: "rejected", reasons: details, lookAlike: lookAlikeOf(reasons) };
}
