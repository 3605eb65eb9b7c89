/** "1 student", "3 students". */
const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

const students = (count: number): string => counted(count, "student", "students");
const photos = (count: number): string => counted(count, "photo", "photos");
const files = (count: number): string => counted(count, "file", "files");

/** Adding many students at once. */
export const importText = {
  import: {
    title: "Import a class",
    back: "Back to the students",

    drop: "Drop a folder, a zip or a class list here",
    dropHint:
      "A folder for each student, or names such as “Ada Lovelace 1.jpg”. JPEG, PNG or WebP, up to 500 students.",
    dropNow: "Let go to read them",
    chooseFolder: "Choose a folder",
    chooseFiles: "Choose a zip or photos",
    chooseList: "Choose a class list (CSV)",
    listHint:
      "A class list has a line for each student, with the columns name and external_id (the school's number, where there is one).",
    reading: "Reading the files…",
    photosFrom: (count: number, source: string) => `${photos(count)} from ${source}`,
    listFrom: (count: number, source: string) => `${students(count)} on ${source}`,
    severalSources: (count: number) => files(count),
    removePhotos: "Take the photos out",
    removeList: "Take the class list out",
    noPhotosFound: "No photo of a format that can be used was found there.",
    tooManyFiles: (count: number) =>
      `Only the first ${count} files were looked at. Choose the folder of one class.`,
    tooManyStudents: (count: number) =>
      `At most ${count} students can be imported at once. Take some out, or import class by class.`,
    zipTrouble: {
      too_large: "The archive is larger than 1 GiB. Unpack it and choose the folder instead.",
      damaged: "The archive is damaged, or no zip at all. Make it again, or choose a folder.",
    },
    readTrouble: "The files could not be read. Were they moved, or is a drive gone? Try again.",
    severalLists: (name: string) => `There are several class lists; ${name} is used.`,

    layout: {
      label: "A photo's student is told by",
      folders: "its folder",
      names: "its file name",
    },

    ignoredTitle: (count: number) => `${files(count)} will not be used`,
    ignoredWhy: {
      format: "Not a format that can be used: save it as JPEG, PNG or WebP.",
      too_large: "Larger than 30 MB: save it smaller.",
      empty: "The file is empty.",
      suspicious: "The archive says something wrong about it, or it grows out of proportion.",
      nested_zip: "An archive inside: unpack it first.",
      other: "Not a photo.",
      nameless: "Neither its name nor its folder says whose photo it is.",
    },
    showAll: "Show all",
    showLess: "Show less",

    faultsTitle: (count: number) => `${counted(count, "line", "lines")} of the class list need you`,
    line: (line: number) => `Line ${line}`,
    fault: {
      empty_name: (value: string) =>
        value === "" ? "The name is missing." : `The name for number ${value} is missing.`,
      bad_name: () => "The name is too long, or it has a line break.",
      bad_number: () => "The number is too long, or it has a line break.",
      same_number: (value: string, first: number) =>
        `Number ${value} is that of line ${first} already. The first one is used.`,
      same_student: (value: string, first: number) =>
        `${value} is on line ${first} already. The first one is used.`,
      open_quote: () => "A quotation mark is opened here and never closed.",
    },
    noHeader:
      "The class list has no line with the names of its columns: the first column is taken for names, the second for numbers.",

    planTitle: "What will happen",
    planSummary: (created: number, filled: number, count: number) =>
      [
        ...(created > 0 ? [`${students(created)} new`] : []),
        ...(filled > 0 ? [`${students(filled)} get photos`] : []),
        photos(count),
      ].join(" · "),
    planNothing: "Nobody is chosen.",
    chooseAll: "Import everybody shown here",
    chooseOne: (name: string) => `Import ${name}`,
    filterLabel: "Show",
    filterAll: (count: number) => `All (${count})`,
    filterDoubt: (count: number) => `To look at (${count})`,
    photoCount: photos,
    action: {
      create: "New student",
      fill: "Gets photos",
      add: "Gets more photos",
      nothing: "Nothing to do",
      left_out: "Left out",
    },
    note: {
      no_photos: "No photos: cameras will not know this student yet.",
      nothing_new: "Is there already, and has no new photos here.",
      not_in_list: "Not on the class list. A typing error?",
      only_number: "Only a number is known. Add a class list that says who it is.",
      name_twice: "Several students on the list have this name. Name the photos by number.",
      has_photos: (count: number) => `Has ${photos(count)} already.`,
      other_name: (name: string) => `The number is that of ${name}. Who is meant?`,
      other_number: "Somebody of this name is there with another number.",
      without_number: "Is there already without a number; the number is not added.",
      same_student:
        "Several lines may mean the one student of this name who is there. Give them numbers, there and on the list.",
      same_folder_name: (folder: string) =>
        `From ${folder}; another folder has photos of this name, too. Two students? For one, put the photos into one folder.`,
      several_folders: "The photos are from several folders. Are they of one student?",
      name_not_unique: "Several students of this name are there. Use a class list with numbers.",
    },
    start: (count: number) => `Import ${students(count)}`,
    privacyKept:
      "This server keeps the faces of accepted photos. Ask the students, or their parents, before you go on.",
    privacy: "Photos are looked at and not kept; the server keeps numbers that describe the faces.",

    runTitle: "Importing",
    progress: "Progress of the import",
    progressText: (finished: number, total: number) => `${finished} of ${students(total)}`,
    tally: (accepted: number, rejected: number) =>
      [`${photos(accepted)} accepted`, ...(rejected > 0 ? [`${rejected} not used`] : [])].join(
        " · ",
      ),
    pause: "Pause",
    resume: "Go on",
    stop: "Stop",
    pausing: "Paused. What was sent is done.",
    stopping: "Stopping after the photos that are on their way…",
    offline: "The server cannot be reached. Nothing is lost: check that it is running, then go on.",
    leaveTitle: "Stop the import?",
    leave:
      "It runs in this page. What is done stays; you can import the same files again later to go on.",
    leaveConfirm: "Stop and leave",

    finished: "The import is through",
    stopped: "The import was stopped",
    createdCount: (count: number) => `${students(count)} created`,
    filledCount: (count: number) => `${students(count)} got photos`,
    acceptedCount: (count: number) => `${photos(count)} accepted`,
    rejectedCount: (count: number) => `${photos(count)} not used`,
    unsentCount: (count: number) => `${photos(count)} not sent`,
    failedCount: (count: number) => `${students(count)} failed`,
    filterProblems: (count: number) => `With something to read (${count})`,
    download: "Download the report",
    reportName: "import-report.csv",
    undo: "Undo the import",
    again: "Import more",
    toStudents: "To the students",
    twoPeople: "They are two people",
    open: (name: string) => `Open ${name}`,
    leftOut: "left out",
    columns: {
      name: "name",
      number: "external_id",
      file: "file",
      outcome: "outcome",
      detail: "detail",
    },
    photoState: {
      waiting: "not sent",
      accepted: "accepted",
      rejected: "not used",
      failed: "not sent",
    },
    state: {
      waiting: "Waiting",
      running: "Sending…",
      done: "Done",
      created: "Created",
      failed: "Failed",
      stopped: "Stopped",
    },
    acceptedOf: (accepted: number, total: number) =>
      total === 0 ? "No photos" : `${accepted} of ${photos(total)}`,
    unreadable: "The file could not be read. Was it moved, or is the archive damaged?",

    elsewhereTitle: "An import is still running",
    elsewhere:
      "It runs in another tab of this browser. Look there how far it is; here you can go on when it is over.",
    lastTitle: (when: string) => `Your import of ${when}`,
    lastInterrupted: (finished: number, total: number) =>
      `It was broken off after ${finished} of ${students(total)}. Choose the same files again to go on: whoever is there already is recognised.`,
    lastPartlyUndone: (left: number) =>
      `Undoing it is not finished: ${students(left)} ${left === 1 ? "is" : "are"} left.`,
    lastFinished: (total: number) => `It is through: ${students(total)}.`,
    dismiss: "Keep it all",

    undoTitle: "Undo this import?",
    undoRemoves: (count: number) => `${students(count)} whom it created are removed for good.`,
    undoEmpties: (count: number) =>
      `${students(count)} who were there before lose the photos that it added, and no others.`,
    undoCareful:
      "Kept is whoever has something else by now: emotion history, a corrected attendance, a note or another name, other photos.",
    undoing: (done: number, total: number) => `${done} of ${total}`,
    undoConfirm: "Undo",
    undoneTitle: "The import was undone",
    undonePartlyTitle: "Not all of the import was undone",
    undoneRemoved: (count: number) => `${students(count)} removed.`,
    undoneEmptied: (count: number) => `The imported photos of ${students(count)} removed.`,
    undoneGone: (count: number) => `${students(count)} had been removed before.`,
    undoneKept: {
      seen: (name: string) => `${name} is kept: a camera has recognised the student since then.`,
      corrected: (name: string) => `${name} is kept: a teacher has corrected the attendance.`,
      changed: (name: string) =>
        `${name} is kept: the name, the number or the note was changed since then.`,
      baseline: (name: string) =>
        `${name} is kept: it was set since then how the face reads at rest, or that this is not to be learned.`,
      more_photos: (name: string) => `${name} is kept: photos were added since then.`,
    },
    undoneFailed: (count: number, detail: string) =>
      `${students(count)} could not be undone: ${detail}`,
  },
} as const;
