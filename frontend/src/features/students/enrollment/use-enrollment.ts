import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useRef, useState } from "react";

import { messageOf } from "@/lib/api/problem";
import { deleteFace, enrollFaces, STUDENTS_KEY } from "@/lib/api/students";

import { photoQueue, type Photo } from "./photo-queue";

export interface Enrollment {
  readonly photos: readonly Photo[];
  /** Sends photos at once; their verdicts appear as they come. */
  readonly add: (files: readonly File[]) => void;
  /** What the server says of all photos of the student together. */
  readonly warnings: readonly string[];
  /** Sends a photo again: the student and the one who looks alike are two people. */
  readonly confirmLookAlike: (photo: Photo, lookAlike: number) => void;
  /** Deletes again what was stored of a photo. */
  readonly takeBack: (photo: Photo) => void;
}

/** Sends photos of one student and keeps their verdicts; the thumbnails go with the component. */
export function useEnrollment(studentId: number): Enrollment {
  const [photos, dispatch] = useReducer(photoQueue, []);
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const queries = useQueryClient();
  const urls = useRef<string[]>([]);
  const lastId = useRef(0);
  const confirmed = useRef(new Set<number>());

  useEffect(() => {
    const made = urls.current;
    return () => {
      for (const url of made) URL.revokeObjectURL(url);
      made.length = 0;
    };
  }, []);

  const send = async (files: readonly File[], ids: readonly number[]): Promise<void> => {
    try {
      const report = await enrollFaces(studentId, files, {
        confirmedLookAlikes: [...confirmed.current],
      });
      dispatch({ type: "judged", ids, results: report.results });
      setWarnings(report.warnings.map(({ detail }) => detail));
    } catch (error) {
      dispatch({ type: "failed", ids, detail: messageOf(error) });
    }
    await queries.invalidateQueries({ queryKey: STUDENTS_KEY });
  };

  const add = (files: readonly File[]): void => {
    if (files.length === 0) return;
    const added = files.map((file) => {
      const url = URL.createObjectURL(file);
      urls.current.push(url);
      lastId.current += 1;
      return { id: lastId.current, file, url };
    });
    dispatch({ type: "added", photos: added });
    void send(
      files,
      added.map(({ id }) => id),
    );
  };

  const confirmLookAlike = (photo: Photo, lookAlike: number): void => {
    confirmed.current.add(lookAlike); // later photos look alike, too
    dispatch({ type: "resent", id: photo.id });
    void send([photo.file], [photo.id]);
  };

  const remove = async ({ id, verdict }: Photo): Promise<void> => {
    if (verdict.status !== "accepted" || verdict.faceId === null) return;
    dispatch({ type: "removing", id });
    try {
      await deleteFace(studentId, verdict.faceId);
      dispatch({ type: "removed", id });
      setWarnings([]); // they were about all photos together
    } catch (error) {
      dispatch({ type: "kept", id, verdict: { ...verdict, problem: messageOf(error) } });
    }
    await queries.invalidateQueries({ queryKey: STUDENTS_KEY });
  };

  return {
    photos,
    add,
    warnings,
    confirmLookAlike,
    takeBack: (photo) => void remove(photo),
  };
}
