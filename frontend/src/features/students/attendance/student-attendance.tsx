import { mdiCalendarBlankOutline } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { StudentFileButton } from "@/components/student-file-button";
import { EmptyState } from "@/components/empty-state";
import { Pager } from "@/components/pager";
import { QueryCard } from "@/components/query-card";
import { studentAttendanceFile, studentAttendanceQuery } from "@/lib/api/student-page";
import { text } from "@/text";

import { AttendedClasses } from "./attended-classes";

const PAGE_SIZE = 10;

/** The student's classes: there or not, when, and for how much of it. */
export function StudentAttendance({ studentId }: { readonly studentId: number }) {
  const [page, setPage] = useState(1);
  const asked = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
  const query = useQuery(studentAttendanceQuery(studentId, asked));
  const words = text.student.attendance;
  return (
    <QueryCard
      title={words.title}
      testId="student-attendance"
      query={query}
      lines={5}
      aside={({ total }) =>
        total > 0 && (
          <StudentFileButton href={studentAttendanceFile(studentId)}>
            {words.download}
          </StudentFileButton>
        )
      }
    >
      {({ items, total, attended }) =>
        total === 0 ? (
          <EmptyState icon={mdiCalendarBlankOutline} title={words.empty} hint={words.emptyHint} />
        ) : (
          <>
            <AttendedClasses classes={items} attended={attended} total={total} />
            <Pager page={page} pageSize={PAGE_SIZE} total={total} onPage={setPage} />
          </>
        )
      }
    </QueryCard>
  );
}
