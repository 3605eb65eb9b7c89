/** Classes and attendance. */
export const classSessionsText = {
  classSessions: {
    title: "Classes",
    empty: "No class was held yet",
    emptyHint: "Start a class in the live view: attendance is taken while it runs.",
    name: "Class",
    started: "Started",
    length: "Length",
    students: "Students",
    state: "State",
    running: "Running",
    ended: "Ended",
    attendance: "Attendance",
    attendanceEmpty: "Nobody was recognised in this class",
    attendanceEmptyHint:
      "Students appear here when the camera recognises them while the class runs.",
    student: "Student",
    firstSeen: "First seen",
    lastSeen: "Last seen",
    secondsSeen: "Time seen",
    toLive: "To the live view",
  },
} as const;
