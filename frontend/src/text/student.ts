/** A student's page: calendar, gaps, attendance, enrollment, and what deleting removes. */
export const studentText = {
  student: {
    showLastSeen: (day: string) => `Show ${day}, when last seen`,
    notSeenHere: "Not seen in this part of the range. Move on, or zoom out.",
    stale: "This could not be renewed and may be out of date.",

    calendar: {
      label: "Days of the history",
      measure: "Show",
      seen: "Time seen",
      earlier: "Earlier months",
      later: "Later months",
      today: "This month",
      hint: "Choose a day to see it in the chart. Arrow keys move by days and weeks, Page Up and Page Down by months.",
      nothing: "Not seen",
      seenFor: (time: string) => `seen for ${time}`,
      share: (name: string, share: string) => `${name} ${share}`,
      openDay: "Show this day in the chart",
      less: "Less",
      more: "More",
      asTable: "These days as a table",
      empty: "Nothing was recorded in these months",
      upTo: (most: string) => `up to ${most} a day`,
    },

    gaps: {
      title: "Gaps in the data",
      none: (shortest: string) => `No gap of ${shortest} or more in this range.`,
      count: (count: number, shortest: string) =>
        count === 1 ? `1 gap of ${shortest} or more` : `${count} gaps of ${shortest} or more`,
      reasons: {
        not_recognised: "Others were seen: out of the picture, or not recognised",
        nobody_in_class: "A class was running, but nobody was recognised",
        nobody: "Nobody was recognised: most likely the live view was off",
      },
      showAll: "Show more",
      showFewer: "Show fewer",
      andMore: (count: number) => `and ${count} earlier ones: choose a shorter range.`,
      note: "Whether a camera ran is not stored; the reasons follow from who else was seen.",
    },

    attendance: {
      title: "Attendance",
      attended: (attended: number, total: number) =>
        total === 1
          ? `There in ${attended} of 1 class`
          : `There in ${attended} of ${total} classes`,
      empty: "No class yet",
      emptyHint:
        "Classes that this student belongs to or was seen in are listed here, as soon as one was held.",
      class: "Class",
      status: "Status",
      firstSeen: "First seen",
      lastSeen: "Last seen",
      timeSeen: "Time seen",
      share: "Of the class",
      statuses: {
        present: "Present",
        absent: "Absent",
        late: "Late",
        left_early: "Left early",
        excused: "Excused",
        not_seen: "Not seen",
      },
      notSeenHelp: "No camera recognised the student, which is no proof of absence.",
      corrected: "corrected",
      correctedNote: (note: string) => `corrected: ${note}`,
      running: "running",
      download: "Download CSV",
    },

    enrollment: {
      title: "Enrollment",
      photos: (count: number) => (count === 1 ? "1 photo" : `${count} photos`),
      views: (views: number, enough: number) => `${views} of ${enough} different views`,
      enoughViews: (views: number) => (views === 1 ? "1 view" : `${views} different views`),
      good: "Cameras can recognise this student well.",
      none: "No usable photo",
      noneHint: "Add three to five photos, and cameras can recognise this student.",
      photo: (number: number) => `Photo ${number}`,
      qualityOf: (percent: string) => `quality ${percent}`,
      disagrees: "Hardly like the others",
      disagreesAdvice: "If it may show somebody else, delete that photo, and add a better one.",
      deletePhoto: (number: number) => `Delete photo ${number}`,
      deletePhotoTitle: (number: number) => `Delete photo ${number}?`,
      deletePhotoHelp:
        "What is stored of this photo is removed for good. Cameras know the student by the other photos.",
      deleteLastPhoto:
        "It is the only photo: without it no camera knows the student. It is removed for good.",
      deletePhotoConfirm: "Delete for good",
      photoDeleted: (number: number) => `Photo ${number} was deleted.`,
      lookAlikes: "Looks like",
      similarity: (similarity: string) => `similarity ${similarity}`,
      kept: (count: number) =>
        count === 1 ? "1 photo is kept on the server." : `${count} photos are kept on the server.`,
      notKept: "Of each photo only numbers that describe the face are kept.",
      otherNetwork: (count: number) =>
        count === 1
          ? "1 more photo was enrolled with another network and cannot be used."
          : `${count} more photos were enrolled with another network and cannot be used.`,
    },

    contents: {
      counting: "Counting what is stored…",
      uncounted: "What is stored could not be counted. Deleting removes all of it all the same.",
      record: "the name, the student number and the note",
      embeddings: (count: number) =>
        count === 1 ? "1 face embedding" : `${count} face embeddings`,
      photos: (count: number) => (count === 1 ? "1 kept photo" : `${count} kept photos`),
      history: (time: string) => `${time} of emotion history`,
      noHistory: "no emotion history: nothing was observed yet",
      attendance: (count: number) =>
        count === 1 ? "the attendance in 1 class" : `the attendance in ${count} classes`,
      corrections: (count: number) =>
        count === 1 ? "1 correction by a teacher" : `${count} corrections by teachers`,
      baseline: "how the face reads at rest, or that this is not to be learned",
      stays: "The classes themselves stay. Files that were downloaded and backups are not touched.",
      final: "This cannot be undone.",
    },
  },
} as const;
