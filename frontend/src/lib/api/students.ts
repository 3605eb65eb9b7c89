import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, dataOf, done, type Schemas } from "@/lib/api/client";
import { isNotFound } from "@/lib/api/problem";

export type StudentOrder = Schemas["StudentOrder"];

export interface StudentListQuery {
  readonly search: string;
  readonly limit: number;
  readonly offset: number;
  readonly order?: StudentOrder;
  /** Null lists everybody. */
  readonly needsEnrollment?: boolean | null;
}

/** Every query of students starts with this key: what enrolls or deletes makes all of it stale. */
export const STUDENTS_KEY = ["students"] as const;

export function studentsQuery(wanted: StudentListQuery) {
  const { search, limit, offset, order = "name", needsEnrollment = null } = wanted;
  return queryOptions({
    queryKey: [...STUDENTS_KEY, "list", search, limit, offset, order, needsEnrollment],
    queryFn: ({ signal }) => {
      const words = search === "" ? {} : { search };
      const needs = needsEnrollment === null ? {} : { needs_enrollment: needsEnrollment };
      const query = { limit, offset, order, ...words, ...needs };
      return dataOf(api.GET("/api/students", { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });
}

/** What the server gives at once. */
const MOST_AT_ONCE = 500;

/** Everybody, page by page. */
export async function allStudents(signal?: AbortSignal): Promise<readonly Schemas["Student"][]> {
  const found: Schemas["Student"][] = [];
  for (;;) {
    const query = { limit: MOST_AT_ONCE, offset: found.length };
    const init = { params: { query }, ...(signal === undefined ? {} : { signal }) };
    const page = await dataOf(api.GET("/api/students", init));
    found.push(...page.items);
    if (page.items.length === 0 || found.length >= page.total) return found;
  }
}

export const allStudentsQuery = queryOptions({
  queryKey: [...STUDENTS_KEY, "all"],
  queryFn: ({ signal }) => allStudents(signal),
});

/** Not kept anywhere: for a decision that must not rest on something old. */
export function readStudent(studentId: number): Promise<Schemas["Student"]> {
  return dataOf(api.GET("/api/students/{student_id}", { params: pathOf(studentId) }));
}

/** What deleting would remove, counted now. */
export function readContents(studentId: number): Promise<Schemas["StudentContents"]> {
  return dataOf(api.GET("/api/students/{student_id}/contents", { params: pathOf(studentId) }));
}

/** The photos that are enrolled now. */
export function readEnrollment(studentId: number): Promise<Schemas["EnrollmentQuality"]> {
  return dataOf(api.GET("/api/students/{student_id}/enrollment", { params: pathOf(studentId) }));
}

export function studentQuery(studentId: number) {
  return queryOptions({
    queryKey: [...STUDENTS_KEY, studentId],
    queryFn: ({ signal }) =>
      dataOf(api.GET("/api/students/{student_id}", { params: pathOf(studentId), signal })),
  });
}

export function createStudent(body: Schemas["StudentCreate"]): Promise<Schemas["Student"]> {
  return dataOf(api.POST("/api/students", { body }));
}

export function updateStudent(
  studentId: number,
  body: Schemas["StudentUpdate"],
): Promise<Schemas["Student"]> {
  return dataOf(api.PATCH("/api/students/{student_id}", { params: pathOf(studentId), body }));
}

export function deleteStudent(studentId: number): Promise<void> {
  return done(api.DELETE("/api/students/{student_id}", { params: pathOf(studentId) }));
}

export function deleteFaces(studentId: number): Promise<void> {
  return done(api.DELETE("/api/students/{student_id}/faces", { params: pathOf(studentId) }));
}

/** Deletes what is stored of one photo; one that is gone already is as good as deleted. */
export async function deleteFace(studentId: number, faceId: number): Promise<void> {
  const params = { path: { student_id: studentId, face_id: faceId } };
  try {
    await done(api.DELETE("/api/students/{student_id}/faces/{face_id}", { params }));
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

interface EnrollFacesOptions {
  readonly confirmedLookAlikes?: readonly number[];
  readonly source?: Schemas["PhotoSource"];
  /** Asked again with the same key, the server says once more what it stored the first time. */
  readonly idempotencyKey?: string | null;
}

/**
 * Sends photos for enrollment; the server keeps them only where its operator says so. The first ones
 * that come from a camera must show a head that turns.
 */
export function enrollFaces(
  studentId: number,
  images: readonly File[],
  { confirmedLookAlikes = [], source = "files", idempotencyKey = null }: EnrollFacesOptions = {},
): Promise<Schemas["EnrollmentReport"]> {
  const form = new FormData();
  for (const image of images) form.append("images", image, image.name);
  return dataOf(
    api.POST("/api/students/{student_id}/faces", {
      params: {
        ...pathOf(studentId),
        query: { confirm_look_alike: [...confirmedLookAlikes], source },
        header: { "idempotency-key": idempotencyKey },
      },
      body: { images: [] }, // typed by the schema; the form below is what is sent
      bodySerializer: () => form,
    }),
  );
}

function pathOf(studentId: number) {
  return { path: { student_id: studentId } };
}
