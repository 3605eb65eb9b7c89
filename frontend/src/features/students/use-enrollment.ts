import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useRef } from "react";

import { messageOf } from "@/lib/api/problem";
import { enrollFaces, STUDENTS_KEY } from "@/lib/api/students";

import { photoQueue, type Photo, type PhotoSource } from "./photo-queue";

export interface Enrollment {
  readonly photos: readonly Photo[];
  /** Sends photos at once; their verdicts appear as they come. */
  readonly add: (files: readonly File[], source: PhotoSource) => void;
}

/** Sends photos of one student and keeps their verdicts; the thumbnails go with the component. */
export function useEnrollment(studentId: number): Enrollment {
  const [photos, dispatch] = useReducer(photoQueue, []);
  const queries = useQueryClient();
  const urls = useRef<string[]>([]);
  const lastId = useRef(0);

  useEffect(() => {
    const made = urls.current;
    return () => {
      for (const url of made) URL.revokeObjectURL(url);
      made.length = 0;
    };
  }, []);

  const send = async (files: readonly File[], ids: readonly number[]): Promise<void> => {
    try {
      const { results } = await enrollFaces(studentId, files);
      dispatch({ type: "judged", ids, results });
    } catch (error) {
      dispatch({ type: "failed", ids, detail: messageOf(error) });
    }
    await queries.invalidateQueries({ queryKey: STUDENTS_KEY });
  };

  const add = (files: readonly File[], source: PhotoSource): void => {
    if (files.length === 0) return;
    const added = files.map((file) => {
      const url = URL.createObjectURL(file);
      urls.current.push(url);
      lastId.current += 1;
      return { id: lastId.current, file, url, source };
    });
    dispatch({ type: "added", photos: added });
    void send(
      files,
      added.map(({ id }) => id),
    );
  };

  return { photos, add };
}
