import { createStudent, enrollFaces, allStudents } from "@/lib/api/students";

import type { KnownStudent } from "./import-plan";
import type { ImportServer } from "./import-run";

/** The REST API as an import needs it; `known` are the students of before. */
export function importServer(known: readonly KnownStudent[]): ImportServer {
  const knownIds = new Set(known.map(({ id }) => id));
  return {
    createStudent: async (name, externalId) => {
      const student = await createStudent({ name, external_id: externalId, note: "" });
      knownIds.add(student.id); // another one of that name is not this one
      return student;
    },
    findCreated: async (name, externalId) => {
      const students = await allStudents();
      const student = students.find(
        ({ id, ...row }) =>
          !knownIds.has(id) && row.name === name && row.external_id === externalId,
      );
      if (student !== undefined) knownIds.add(student.id);
      return student ?? null;
    },
    enroll: (studentId, photos, confirmedLookAlikes, idempotencyKey) =>
      enrollFaces(studentId, photos, { confirmedLookAlikes, idempotencyKey }),
  };
}
