import { api, dataOf, type Schemas } from "@/lib/api/client";

export interface FaceQuestion {
  readonly studentId: number;
  readonly confirmedLookAlikes: readonly number[];
  readonly signal?: AbortSignal;
}

/** What enrollment would say about a picture; nothing is stored. */
export function checkFace(
  picture: Blob,
  { studentId, confirmedLookAlikes, signal }: FaceQuestion,
): Promise<Schemas["FaceCheck"]> {
  const query = { student_id: studentId, confirm_look_alike: [...confirmedLookAlikes] };
  return dataOf(
    api.POST("/api/faces/check", {
      params: { query },
      headers: { "Content-Type": picture.type },
      body: { image: "" }, // typed by the schema; the picture itself is what is sent
      bodySerializer: () => picture,
      ...(signal === undefined ? {} : { signal }),
    }),
  );
}
