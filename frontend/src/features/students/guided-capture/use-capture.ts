import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useRef, useState } from "react";

import { checkFace } from "@/lib/api/faces";
import { messageOf } from "@/lib/api/problem";
import { deleteFace, enrollFaces, STUDENTS_KEY } from "@/lib/api/students";
import { newIdempotencyKey } from "@/lib/idempotency-key";

import { capture, NEW_CAPTURE, shotsWith, type Capture } from "./capture";
import type { Step } from "./pose-steps";

export interface GuidedCapture {
  readonly capture: Capture;
  /** Other students of whom a teacher said that they are somebody else. */
  readonly confirmed: readonly number[];
  readonly isSaving: boolean;
  /** Why the photos could not be sent; they are still here. */
  readonly error: unknown;
  /** What the server says after photos were sent. */
  readonly outcome: CaptureOutcome | null;
  readonly take: (step: Step, photo: Blob) => void;
  readonly skip: (step: Step) => void;
  readonly retake: (step: Step) => void;
  readonly confirm: (studentId: number) => void;
  readonly save: () => Promise<void>;
  /** Deletes again what was stored, and begins anew; false where that failed. */
  readonly takeBack: () => Promise<boolean>;
}

interface Upload {
  /** Which photos, and who was confirmed to be somebody else. */
  readonly content: string;
  readonly key: string;
}

/** How well the student is known now, and what is to be said of all photos together. */
export interface CaptureOutcome {
  readonly views: number;
  readonly isFew: boolean;
  readonly warnings: readonly string[];
}

/** The photos of a guided enrollment, from the camera to the server. */
export function useCapture(studentId: number): GuidedCapture {
  const [state, dispatch] = useReducer(capture, NEW_CAPTURE);
  const [confirmed, setConfirmed] = useState<readonly number[]>([]);
  const [isSaving, setIsSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [outcome, setOutcome] = useState<CaptureOutcome | null>(null);
  const queries = useQueryClient();
  const lastId = useRef(0);
  const lastUpload = useRef<Upload | null>(null);
  const urls = useRef<string[]>([]);

  useEffect(() => {
    const made = urls.current;
    return () => {
      for (const url of made) URL.revokeObjectURL(url);
      made.length = 0;
    };
  }, []);

  const look = async (id: number, file: File): Promise<void> => {
    try {
      const check = await checkFace(file, { studentId, confirmedLookAlikes: confirmed });
      dispatch({ type: "checked", id, check });
    } catch (failure) {
      dispatch({ type: "failed", ids: [id], detail: messageOf(failure) });
    }
  };

  const take = (step: Step, photo: Blob): void => {
    lastId.current += 1;
    const id = lastId.current;
    const file = new File([photo], `${step}-${id}.jpg`, { type: photo.type });
    const url = URL.createObjectURL(file);
    urls.current.push(url);
    dispatch({ type: "taken", step, shot: { id, file, url } });
    void look(id, file);
  };

  /** The same for the same upload: when its answer was lost, it is not done twice. */
  const keyFor = (content: string): string => {
    if (lastUpload.current?.content !== content) {
      lastUpload.current = { content, key: newIdempotencyKey() };
    }
    return lastUpload.current.key;
  };

  const save = async (): Promise<void> => {
    const good = shotsWith(state, "good");
    const ids = good.map(({ id }) => id);
    setIsSaving(true);
    setError(null);
    dispatch({ type: "sending" });
    try {
      const files = good.map(({ file }) => file);
      const report = await enrollFaces(studentId, files, {
        confirmedLookAlikes: confirmed,
        source: "camera",
        idempotencyKey: keyFor(JSON.stringify([ids, confirmed])),
      });
      dispatch({ type: "enrolled", ids, results: report.results });
      const { views, few_views: isFew } = report.student;
      setOutcome({ views, isFew, warnings: report.warnings.map(({ detail }) => detail) });
    } catch (failure) {
      dispatch({ type: "enrolled", ids, results: [] }); // they can be sent again
      setError(failure);
    }
    setIsSaving(false);
    await queries.invalidateQueries({ queryKey: STUDENTS_KEY });
  };

  const takeBack = async (): Promise<boolean> => {
    let isGone = false;
    setIsSaving(true);
    setError(null);
    try {
      for (const { verdict } of shotsWith(state, "stored")) {
        if (verdict.status === "stored" && verdict.faceId !== null) {
          await deleteFace(studentId, verdict.faceId);
        }
      }
      dispatch({ type: "takenBack" });
      setOutcome(null);
      isGone = true;
    } catch (failure) {
      setError(failure); // what is gone already may be deleted again
    }
    setIsSaving(false);
    await queries.invalidateQueries({ queryKey: STUDENTS_KEY });
    return isGone;
  };

  return {
    capture: state,
    confirmed,
    isSaving,
    error,
    outcome,
    take,
    skip: (step) => dispatch({ type: "skipped", step }),
    retake: (step) => dispatch({ type: "retake", step }),
    confirm: (other) => setConfirmed((before) => [...before, other]),
    save,
    takeBack,
  };
}
