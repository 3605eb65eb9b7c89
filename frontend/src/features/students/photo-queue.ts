import type { Schemas } from "@/lib/api/client";

/** A photo on its way into an enrollment. Its picture stays in this browser tab. */
export interface Photo {
  readonly id: number;
  readonly file: File;
  /** Object URL of the thumbnail. */
  readonly url: string;
  readonly source: PhotoSource;
  readonly verdict: Verdict;
}

export type PhotoSource = "camera" | "file";

export type Verdict =
  | { readonly status: "sending" }
  /** `yaw`: by how many degrees the head is turned, as measured. */
  | { readonly status: "accepted"; readonly yaw: number | null }
  | { readonly status: "rejected"; readonly reasons: readonly string[] }
  /** It never was judged: the request itself failed. */
  | { readonly status: "failed"; readonly detail: string };

export type PhotoAction =
  | { readonly type: "added"; readonly photos: readonly Omit<Photo, "verdict">[] }
  | {
      readonly type: "judged";
      readonly ids: readonly number[];
      readonly results: readonly FaceReport[];
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
    case "failed":
      return photos.map((photo) =>
        action.ids.includes(photo.id)
          ? { ...photo, verdict: { status: "failed", detail: action.detail } }
          : photo,
      );
  }
}

const SENDING: Verdict = { status: "sending" };

function verdictOf({ accepted, reasons, measurements }: FaceReport): Verdict {
  if (accepted) return { status: "accepted", yaw: measurements.yaw ?? null };
  return { status: "rejected", reasons: reasons.map(({ detail }) => detail) };
}
