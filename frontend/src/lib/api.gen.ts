// Made by `npm run generate` from the server's schemas. Do not edit.

export interface paths {
    "/api/students": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List students, page by page
         * @description A student is found when every word of `search` occurs in the name or the external id; case and
         *     accents do not matter.
         */
        get: operations["list_students"];
        put?: never;
        /**
         * Create a student
         * @description The student can be recognised after photos were added under `/faces`.
         */
        post: operations["create_student"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a student
         * @description Read a student.
         */
        get: operations["get_student"];
        put?: never;
        post?: never;
        /**
         * Delete a student
         * @description Face embeddings and kept photos go first, and cameras forget the student within a second. The
         *     whole emotion history follows, which may take a while; then the student is gone. Should that be
         *     interrupted, the student is still listed, without photos: delete again. This cannot be undone.
         */
        delete: operations["delete_student"];
        options?: never;
        head?: never;
        /**
         * Change a student
         * @description Fields left out stay as they are. Cameras show a new name within a second. With `known_note` a
         *     note that somebody else has changed meanwhile is not replaced.
         */
        patch: operations["update_student"];
        trace?: never;
    };
    "/api/students/{student_id}/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what is stored of a student
         * @description That is what deleting the student removes.
         */
        get: operations["get_student_contents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/faces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enrol a student by photos
         * @description Each photo is accepted, or rejected with all reasons and with what was measured; the answer is
         *     200 even when all are rejected. Photos are looked at in order and compared with those stored and
         *     with each other. A photo that looks like another student is refused, unless you confirm that
         *     they are two people: `confirm_look_alike` with the `student_id` of the reason, one for each
         *     look-alike. `warnings` tell what to know of accepted photos, and of all photos of the student
         *     together. Only an embedding of each accepted face is kept, unless the operator chose to keep the
         *     faces themselves: `keeps_photos` of `/api/about` tells. Three to five photos from slightly
         *     different angles are best. With `source=camera` the first photos of a student must show a head
         *     that turns, as a flat picture held into the camera does not: else none is stored, and the answer
         *     is `head_turn_needed`. A request whose answer got lost can be sent again with the same
         *     `Idempotency-Key`: photos stored by the first are then answered as such, not as duplicates.
         */
        post: operations["add_faces"];
        /**
         * Delete a student's face embeddings and kept photos
         * @description The student and the emotion history stay; cameras no longer recognise the student.
         */
        delete: operations["delete_faces"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/faces/{face_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete what is stored of one photo: its embedding, and the photo itself where it is kept
         * @description `face_id` is in the answer of the enrollment and in `/enrollment`. The student's other photos
         *     stay; cameras know the student by these alone.
         */
        delete: operations["delete_face"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a student's kept photos
         * @description The face embeddings stay, so cameras still recognise the student; after a change of the
         *     embedder the student must be enrolled again. No address answers with a kept photo.
         */
        delete: operations["delete_photos"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/enrollment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how well a student is enrolled
         * @description Told are the stored photos of the embedder in use, how like each is to the others, what is
         *     missing, and who looks alike. Without such a photo the lists are empty.
         */
        get: operations["get_enrollment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the class sessions of a student, the newest first
         * @description Listed are those that the student belongs to, was seen in, or has a correction in. Not having
         *     been seen is no proof of absence.
         */
        get: operations["get_student_attendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/attendance.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a student's attendance as CSV (RFC 4180, UTF-8)
         * @description All of it, the newest first, with times in the zone and their offset from UTC.
         */
        get: operations["download_student_attendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/faces/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at one picture as enrollment would, and store nothing
         * @description For a camera that guides somebody: send a frame a few times a second, show `hint`, and take the
         *     photo when `acceptable` is true. With `student_id` the face is compared with that student's
         *     photos and with everybody else's; the size, sharpness, light and pose are checked without, too.
         */
        post: operations["check_face"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List class sessions, the newest first
         * @description One is found when every word of `search` occurs in its name; case and accents do not matter.
         */
        get: operations["list_class_sessions"];
        put?: never;
        /**
         * Start a class session
         * @description A camera joins it by giving the id in its `start` message. Several may run at once. The list of
         *     its students is that of the last class session with this name, if it had one.
         */
        post: operations["start_class_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a class session
         * @description Read a class session.
         */
        get: operations["get_class_session"];
        put?: never;
        post?: never;
        /**
         * Delete a class session
         * @description Attendance, corrections and the emotions observed in it go with it, in one transaction; the
         *     students stay. It must have ended. This cannot be undone.
         */
        delete: operations["delete_class_session"];
        options?: never;
        head?: never;
        /**
         * Change a class session's name, environment or note
         * @description Fields left out stay as they are. It may be running or have ended. With `known_note` a note
         *     replaces only the one that you know.
         */
        patch: operations["update_class_session"];
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a class session
         * @description Its cameras are told, and stop. Ending it again changes nothing.
         */
        post: operations["end_class_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what is stored of a class session
         * @description That is what deleting it removes.
         */
        get: operations["get_class_session_contents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the roll, ordered by name: who was seen, who was not, and what was corrected
         * @description On it is everybody who belongs to the class session, and whoever else was seen or corrected.
         */
        get: operations["get_attendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/attendance/{student_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say how a student's attendance was
         * @description The correction is kept beside what the cameras saw, and replaces an earlier one: with `based_on`
         *     only the one that you know. Any student can be corrected, seen or not, in a class session that
         *     runs or has ended.
         */
        put: operations["correct_attendance"];
        post?: never;
        /**
         * Undo the correction of a student's attendance
         * @description What the cameras saw counts again. Undoing it again changes nothing. With `based_on` no other
         *     correction is undone than the one that you know.
         */
        delete: operations["undo_correction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/roll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say who belongs to a class session
         * @description Later class sessions of the same name start with this list.
         */
        put: operations["set_roll"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/attendance.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the roll as CSV (RFC 4180, UTF-8)
         * @description Times are those of the zone, with their offset from UTC. Texts that a spreadsheet would take for
         *     a formula begin with an apostrophe.
         */
        get: operations["download_attendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how many students were recognised over the lesson, and their emotions
         * @description Buckets are counted from the start of the class session, so that two can be laid side by side.
         *     Those in which nobody was recognised are left out.
         */
        get: operations["get_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/timeline.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the timeline as CSV (RFC 4180, UTF-8)
         * @description One row for each bucket in which somebody was recognised. Times are those of the zone, with
         *     their offset from UTC. Where no emotion could be read, the emotions' cells are empty.
         */
        get: operations["download_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/emotions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a student's emotion history
         * @description Means are over the seconds in which an emotion was read; each second counts the same. Buckets
         *     without one are left out. Days and hours are those of the time zone `tz`: where clocks are
         *     changed, a day has 23 or 25 hours.
         */
        get: operations["get_student_emotions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/emotions.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a student's emotion history as CSV (RFC 4180, UTF-8)
         * @description The buckets that the history has, with times in the zone `tz` and their offset from UTC. It is
         *     sent while it is read, so it may have a hundred times as many buckets.
         */
        get: operations["download_student_emotions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/emotions/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a student's emotions over a whole range
         * @description Read a student's emotions over a whole range.
         */
        get: operations["get_student_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/emotions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the emotion history of a whole class session
         * @description Each student's second counts the same. Coverage is relative to the students of whom an emotion
         *     was read in the range.
         */
        get: operations["get_class_session_emotions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/emotions/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the emotions of a whole class session as one summary
         * @description Read the emotions of a whole class session as one summary.
         */
        get: operations["get_class_session_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/emotions/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the last minutes of every student in a class session
         * @description In steps of ten seconds that begin as those of the history do, until now or until the class
         *     session ended: what a dashboard shows of each student after it was opened anew.
         */
        get: operations["get_recent_emotions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/emotion-baseline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what is known of how a student's face reads at rest
         * @description Some faces look sad or angry when they are not. Where the operator chose so, the server learns
         *     how each student's face reads at rest and takes off what is unusual about it, up to a limit.
         *     The emotion history keeps what was read.
         */
        get: operations["get_emotion_baseline"];
        put?: never;
        post?: never;
        /**
         * Forget how a student's face reads at rest
         * @description It is learned anew from what is seen from now on, unless the student has refused. Deleting a
         *     student forgets it, too.
         */
        delete: operations["delete_emotion_baseline"];
        options?: never;
        head?: never;
        /**
         * Refuse a baseline for a student, or allow it again
         * @description A refusal forgets what was learned, and holds until it is withdrawn.
         */
        patch: operations["update_emotion_baseline"];
        trace?: never;
    };
    "/api/students/{student_id}/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read when a student was not recognised, the newest first
         * @description A gap is divided where its `reason` changes: others were recognised at the time, or nobody was.
         *     Whether a camera ran is not stored, so nothing more can be said.
         */
        get: operations["get_student_gaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gallery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the gallery
         * @description A face is named from `known_threshold` (cosine similarity) on; from `unsure_threshold` on it
         *     is shown as unsure. Both are calibrated on the gallery whenever a student changes, so that the
         *     share of strangers who are named is the target; `calibration` tells from what. `review` lists
         *     students who look alike, whose photos do not agree or are few, and what to do. Students who
         *     need enrollment have no photo, or photos of another embedder.
         */
        get: operations["get_gallery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what this server is and which networks it runs
         * @description Read what this server is and which networks it runs.
         */
        get: operations["get_about"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demo-clip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the demo clip, a video of people who do not exist, as a stand-in for a camera
         * @description The header `Range` asks for a part of it.
         */
        get: operations["get_demo_clip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what is stored and how much room there is
         * @description Quick enough to ask every few seconds. A disk that is nearly full is told with `is_low`: once
         *     it is full, nothing more can be recorded.
         */
        get: operations["get_storage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read which cameras stream now, how many frames per second, and how many were dropped
         * @description Dropping is right where frames come faster than they can be looked at; `latency_ms` tells
         *     whether answers come in time.
         */
        get: operations["get_connections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check that the process answers at all
         * @description Check that the process answers at all.
         */
        get: operations["get_liveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check that students can be recognised and stored
         * @description Answers 503 while they cannot, and says what is wrong. That the disk is full is noticed when
         *     something is to be written.
         */
        get: operations["get_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read counters and times, in the text format of Prometheus
         * @description Read counters and times, in the text format of Prometheus.
         */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * About
         * @description What the page needs to know before it starts a camera.
         * @example {
         *       "version": "0.1.0",
         *       "database_schema": "0002",
         *       "started_at": "2026-11-20T07:30:00Z",
         *       "networks": [
         *         {
         *           "task": "identity",
         *           "name": "sface-webcam",
         *           "sha256": "9c1f0f2b7c1a4f6fb0d0e5d3b6f1a7c28e4d95a06b3c7f81d2e6a4b5c9d8e7f0"
         *         }
         *       ],
         *       "runtime": "openvino",
         *       "execution_provider": "CPU",
         *       "emotion_set": "wellbeing",
         *       "emotion_sets": {
         *         "wellbeing": [
         *           "angry",
         *           "happy",
         *           "neutral",
         *           "sad",
         *           "tired"
         *         ],
         *         "engagement": [
         *           "angry",
         *           "happy",
         *           "neutral",
         *           "sad",
         *           "surprise"
         *         ]
         *       },
         *       "max_enrollment_images": 20,
         *       "keeps_photos": false,
         *       "demo_clip_url": null
         *     }
         */
        About: {
            /** Version */
            version: string;
            /** Database Schema */
            database_schema: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Networks */
            networks: components["schemas"]["Network"][];
            /** Runtime */
            runtime: string;
            /** Execution Provider */
            execution_provider: string;
            emotion_set: components["schemas"]["EmotionSet"];
            /** Emotion Sets */
            emotion_sets: {
                [key: string]: string[];
            };
            /** Max Enrollment Images */
            max_enrollment_images: number;
            /** Keeps Photos */
            keeps_photos: boolean;
            /** Demo Clip Url */
            demo_clip_url: string | null;
        };
        /**
         * Attendance
         * @example {
         *       "class_session_id": 3,
         *       "started_at": "2026-11-20T08:00:00Z",
         *       "ended_at": "2026-11-20T08:45:00Z",
         *       "roll": "everyone",
         *       "students": [
         *         {
         *           "student_id": 17,
         *           "name": "Amara Nwosu",
         *           "external_id": "2026-0147",
         *           "expected": true,
         *           "needs_enrollment": false,
         *           "status": "late",
         *           "seen": {
         *             "first_seen_at": "2026-11-20T08:12:04Z",
         *             "last_seen_at": "2026-11-20T08:44:59Z",
         *             "seconds_seen": 1890,
         *             "spans": [
         *               {
         *                 "first_seen_at": "2026-11-20T08:12:04Z",
         *                 "last_seen_at": "2026-11-20T08:44:59Z"
         *               }
         *             ]
         *           },
         *           "corrected": {
         *             "status": "late",
         *             "note": "Missed the bus",
         *             "corrected_at": "2026-11-20T08:50:00Z"
         *           }
         *         }
         *       ]
         *     }
         */
        Attendance: {
            /** Class Session Id */
            class_session_id: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Ended At */
            ended_at: string | null;
            roll: components["schemas"]["Roll"];
            /** Students */
            students: components["schemas"]["AttendanceEntry"][];
        };
        /**
         * AttendanceEntry
         * @example {
         *       "student_id": 17,
         *       "name": "Amara Nwosu",
         *       "external_id": "2026-0147",
         *       "expected": true,
         *       "needs_enrollment": false,
         *       "status": "late",
         *       "seen": {
         *         "first_seen_at": "2026-11-20T08:12:04Z",
         *         "last_seen_at": "2026-11-20T08:44:59Z",
         *         "seconds_seen": 1890,
         *         "spans": [
         *           {
         *             "first_seen_at": "2026-11-20T08:12:04Z",
         *             "last_seen_at": "2026-11-20T08:44:59Z"
         *           }
         *         ]
         *       },
         *       "corrected": {
         *         "status": "late",
         *         "note": "Missed the bus",
         *         "corrected_at": "2026-11-20T08:50:00Z"
         *       }
         *     }
         */
        AttendanceEntry: {
            /** Student Id */
            student_id: number;
            /** Name */
            name: string;
            /** External Id */
            external_id: string | null;
            /** Expected */
            expected: boolean;
            /** Needs Enrollment */
            needs_enrollment: boolean;
            status: components["schemas"]["AttendanceStatus"];
            seen: components["schemas"]["Seen"] | null;
            corrected: components["schemas"]["Correction"] | null;
        };
        /**
         * AttendanceStatus
         * @description What counts: the correction or, without one, whether a camera saw the student.
         * @enum {string}
         */
        AttendanceStatus: "present" | "absent" | "late" | "left_early" | "excused" | "not_seen";
        /** AttendedClass */
        AttendedClass: {
            /** Class Session Id */
            class_session_id: number;
            /** Name */
            name: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Ended At */
            ended_at: string | null;
            /** Expected */
            expected: boolean;
            status: components["schemas"]["AttendanceStatus"];
            seen: components["schemas"]["SeenInClass"] | null;
            corrected: components["schemas"]["Correction"] | null;
        };
        /**
         * BaselineExpression
         * @description Log-odds against neutral: 0 is as likely as neutral, below is less likely.
         */
        BaselineExpression: {
            /** Angry */
            angry: number;
            /** Sad */
            sad: number;
        };
        /**
         * Bucket
         * @enum {string}
         */
        Bucket: "10s" | "1m" | "5m" | "1h" | "1d";
        /**
         * CalibrationInfo
         * @description How the thresholds came about: from these figures, for this number of students.
         *
         *     A threshold is `mean + deviation * tail * z`, where a normal distribution exceeds `z` at the
         *     target rate divided by the number of students. Mean and deviation are those of public photos
         *     (`public_mean`, `public_deviation`, which weigh as much as `public_weight` students) and of the
         *     gallery's own photos, each compared with the other students. The background cohort are people
         *     who do not exist, compared with all students. All are null where nothing is known.
         */
        CalibrationInfo: {
            /** Fixed By Operator */
            fixed_by_operator: boolean;
            /** Mean */
            mean: number | null;
            /** Deviation */
            deviation: number | null;
            /** Tail */
            tail: number | null;
            /** Public Mean */
            public_mean: number | null;
            /** Public Deviation */
            public_deviation: number | null;
            /** Public Weight */
            public_weight: number;
            gallery: components["schemas"]["SimilarityFigures"] | null;
            /** Left Out */
            left_out: number;
            cohort: components["schemas"]["SimilarityFigures"] | null;
        };
        /**
         * CameraConnection
         * @description A camera that streams now. Rates are means of the last five seconds.
         */
        CameraConnection: {
            /** Connection Id */
            connection_id: string;
            /** Class Session Id */
            class_session_id: number | null;
            /**
             * Connected At
             * Format: date-time
             */
            connected_at: string;
            /** Frames Per Second */
            frames_per_second: number;
            /** Dropped Per Second */
            dropped_per_second: number;
            /** Latency Ms */
            latency_ms: number | null;
            /** Frames Received */
            frames_received: number;
            /** Frames Done */
            frames_done: number;
            /** Frames Dropped */
            frames_dropped: number;
            /** Frames Failed */
            frames_failed: number;
        };
        /**
         * ClassSession
         * @example {
         *       "id": 3,
         *       "name": "Biology 7b",
         *       "environment": "classroom",
         *       "emotion_set": "wellbeing",
         *       "note": "",
         *       "started_at": "2026-11-20T08:00:00Z",
         *       "ended_at": "2026-11-20T08:45:00Z",
         *       "students_seen": 22,
         *       "students_present": 23,
         *       "students_expected": 24
         *     }
         */
        ClassSession: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            environment: components["schemas"]["Environment"];
            emotion_set: components["schemas"]["EmotionSet"];
            /** Note */
            note: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Ended At */
            ended_at: string | null;
            /** Students Seen */
            students_seen: number;
            /** Students Present */
            students_present: number;
            /** Students Expected */
            students_expected: number;
        };
        /**
         * ClassSessionContents
         * @description What is stored of a class session, and would be deleted with it. Students stay.
         * @example {
         *       "observed_seconds": 58120,
         *       "students_observed": 22,
         *       "corrections": 2,
         *       "students_listed": 0
         *     }
         */
        ClassSessionContents: {
            /** Observed Seconds */
            observed_seconds: number;
            /** Students Observed */
            students_observed: number;
            /** Corrections */
            corrections: number;
            /** Students Listed */
            students_listed: number;
        };
        /**
         * ClassSessionCreate
         * @example {
         *       "name": "Biology 7b",
         *       "environment": "classroom",
         *       "emotion_set": "wellbeing"
         *     }
         */
        ClassSessionCreate: {
            /** Name */
            name: string;
            /** @default classroom */
            environment: components["schemas"]["Environment"];
            emotion_set?: components["schemas"]["EmotionSet"] | null;
        };
        /**
         * ClassSessionPage
         * @example {
         *       "items": [
         *         {
         *           "id": 3,
         *           "name": "Biology 7b",
         *           "environment": "classroom",
         *           "emotion_set": "wellbeing",
         *           "note": "",
         *           "started_at": "2026-11-20T08:00:00Z",
         *           "ended_at": "2026-11-20T08:45:00Z",
         *           "students_seen": 22,
         *           "students_present": 23,
         *           "students_expected": 24
         *         }
         *       ],
         *       "total": 1,
         *       "limit": 50,
         *       "offset": 0
         *     }
         */
        ClassSessionPage: {
            /** Items */
            items: components["schemas"]["ClassSession"][];
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
        };
        /**
         * ClassSessionUpdate
         * @description Fields left out stay as they are.
         * @example {
         *       "name": "Biology 7b, room 12",
         *       "environment": "seminar"
         *     }
         */
        ClassSessionUpdate: {
            /** Name */
            name?: string | null;
            environment?: components["schemas"]["Environment"] | null;
            /** Note */
            note?: string | null;
            /** Known Note */
            known_note?: string | null;
        };
        /**
         * Connections
         * @description Who is connected over WebSockets.
         * @example {
         *       "cameras": [
         *         {
         *           "connection_id": "9f2c51d07a3be864",
         *           "class_session_id": 3,
         *           "connected_at": "2026-11-20T07:59:48Z",
         *           "frames_per_second": 24.6,
         *           "dropped_per_second": 0.4,
         *           "latency_ms": 31.5,
         *           "frames_received": 67214,
         *           "frames_done": 66120,
         *           "frames_dropped": 1094,
         *           "frames_failed": 0
         *         }
         *       ],
         *       "watchers": 1,
         *       "max_connections": 64,
         *       "lowered": [
         *         "emotion_rate"
         *       ]
         *     }
         */
        Connections: {
            /** Cameras */
            cameras: components["schemas"]["CameraConnection"][];
            /** Watchers */
            watchers: number;
            /** Max Connections */
            max_connections: number;
            /** Lowered */
            lowered: components["schemas"]["Lowered"][];
        };
        /**
         * CorrectedStatus
         * @description What a teacher can say of a student's attendance.
         * @enum {string}
         */
        CorrectedStatus: "present" | "absent" | "late" | "left_early" | "excused";
        /**
         * Correction
         * @description What a teacher said, and when.
         */
        Correction: {
            status: components["schemas"]["CorrectedStatus"];
            /** Note */
            note: string;
            /**
             * Corrected At
             * Format: date-time
             */
            corrected_at: string;
        };
        /**
         * CorrectionCreate
         * @example {
         *       "status": "late",
         *       "note": "Missed the bus"
         *     }
         */
        CorrectionCreate: {
            status: components["schemas"]["CorrectedStatus"];
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** DisagreeingStudent */
        DisagreeingStudent: {
            student: components["schemas"]["EnrolledStudent"];
            /** Agreement */
            agreement: number;
            /** Advice */
            advice: string;
        };
        /**
         * Disk
         * @description Where the database lies.
         */
        Disk: {
            /** Total Bytes */
            total_bytes: number;
            /** Free Bytes */
            free_bytes: number;
            /** Is Low */
            is_low: boolean;
            /** Low Below Bytes */
            low_below_bytes: number;
        };
        /**
         * EmotionBaseline
         * @description How a student's face reads at rest, and what is made of it.
         * @example {
         *       "enabled": true,
         *       "refused": false,
         *       "resting": {
         *         "angry": -4.1,
         *         "sad": -0.6
         *       },
         *       "minutes": 74,
         *       "days": 4,
         *       "updated_at": "2026-11-20T08:44:12Z",
         *       "outdated": false,
         *       "usual": {
         *         "angry": -4.4,
         *         "sad": -2.2
         *       },
         *       "correction": {
         *         "angry": 0.211,
         *         "sad": 1.057
         *       },
         *       "minutes_needed": 10,
         *       "days_needed": 2,
         *       "students_needed": 8
         *     }
         */
        EmotionBaseline: {
            /** Enabled */
            enabled: boolean;
            /** Refused */
            refused: boolean;
            resting: components["schemas"]["BaselineExpression"] | null;
            /** Minutes */
            minutes: number;
            /** Days */
            days: number;
            /** Updated At */
            updated_at: string | null;
            /** Outdated */
            outdated: boolean;
            usual: components["schemas"]["BaselineExpression"] | null;
            correction: components["schemas"]["BaselineExpression"] | null;
            /** Minutes Needed */
            minutes_needed: number;
            /** Days Needed */
            days_needed: number;
            /** Students Needed */
            students_needed: number;
        };
        /**
         * EmotionBaselineUpdate
         * @example {
         *       "refused": true
         *     }
         */
        EmotionBaselineUpdate: {
            /** Refused */
            refused: boolean;
        };
        /**
         * EmotionBucket
         * @description One bucket in which an emotion was read; buckets without one are left out.
         */
        EmotionBucket: {
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Probabilities */
            probabilities: {
                [key: string]: number;
            };
            /** Dominant */
            dominant: string;
            /** Seconds Observed */
            seconds_observed: number;
            /** Coverage */
            coverage: number;
        };
        /**
         * EmotionHistory
         * @example {
         *       "emotion_set": "wellbeing",
         *       "bucket": "1m",
         *       "tz": "Europe/Berlin",
         *       "start": "2026-11-20T08:00:00Z",
         *       "end": "2026-11-20T09:00:00Z",
         *       "labels": [
         *         "angry",
         *         "happy",
         *         "neutral",
         *         "sad",
         *         "tired"
         *       ],
         *       "buckets": [
         *         {
         *           "start": "2026-11-20T08:00:00Z",
         *           "end": "2026-11-20T08:01:00Z",
         *           "probabilities": {
         *             "angry": 0.03,
         *             "happy": 0.41,
         *             "neutral": 0.38,
         *             "sad": 0.06,
         *             "tired": 0.12
         *           },
         *           "dominant": "happy",
         *           "seconds_observed": 54,
         *           "coverage": 0.9
         *         }
         *       ]
         *     }
         */
        EmotionHistory: {
            emotion_set: components["schemas"]["EmotionSet"];
            bucket: components["schemas"]["Bucket"];
            /** Tz */
            tz: string;
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Labels */
            labels: string[];
            /** Buckets */
            buckets: components["schemas"]["EmotionBucket"][];
        };
        /**
         * EmotionSet
         * @description Five of the six emotions: what a class session shows.
         * @enum {string}
         */
        EmotionSet: "wellbeing" | "engagement";
        /**
         * EmotionSummary
         * @description The whole range as one bucket. Without an observation the probabilities are empty.
         * @example {
         *       "emotion_set": "wellbeing",
         *       "start": "2026-11-20T08:00:00Z",
         *       "end": "2026-11-20T09:00:00Z",
         *       "labels": [
         *         "angry",
         *         "happy",
         *         "neutral",
         *         "sad",
         *         "tired"
         *       ],
         *       "probabilities": {
         *         "angry": 0.03,
         *         "happy": 0.41,
         *         "neutral": 0.38,
         *         "sad": 0.06,
         *         "tired": 0.12
         *       },
         *       "dominant": "happy",
         *       "dominant_seconds": {
         *         "angry": 11,
         *         "happy": 1290,
         *         "neutral": 1006,
         *         "sad": 40,
         *         "tired": 171
         *       },
         *       "seconds_observed": 2518,
         *       "coverage": 0.6994,
         *       "first_observed_at": "2026-11-20T08:00:04Z",
         *       "last_observed_at": "2026-11-20T08:44:59Z"
         *     }
         */
        EmotionSummary: {
            emotion_set: components["schemas"]["EmotionSet"];
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Labels */
            labels: string[];
            /** Probabilities */
            probabilities: {
                [key: string]: number;
            };
            /** Dominant */
            dominant: string | null;
            /** Dominant Seconds */
            dominant_seconds: {
                [key: string]: number;
            };
            /** Seconds Observed */
            seconds_observed: number;
            /** Coverage */
            coverage: number;
            /** First Observed At */
            first_observed_at: string | null;
            /** Last Observed At */
            last_observed_at: string | null;
        };
        /**
         * EnrolledPhoto
         * @description What is stored of a photo, and how it fits to the student's others.
         */
        EnrolledPhoto: {
            /** Face Id */
            face_id: number | null;
            /** Number */
            number: number;
            /** Quality */
            quality: number;
            /** Agreement */
            agreement: number | null;
            /** Disagrees */
            disagrees: boolean;
        };
        /** EnrolledStudent */
        EnrolledStudent: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /**
         * EnrollmentQuality
         * @description How well cameras can know a student, by the photos of the embedder in use.
         * @example {
         *       "photos": [
         *         {
         *           "face_id": 204,
         *           "number": 1,
         *           "quality": 0.82,
         *           "agreement": 0.74,
         *           "disagrees": false
         *         },
         *         {
         *           "face_id": 205,
         *           "number": 2,
         *           "quality": 0.77,
         *           "agreement": 0.74,
         *           "disagrees": false
         *         }
         *       ],
         *       "views": 2,
         *       "enough_views": 3,
         *       "warnings": [
         *         {
         *           "code": "few_angles",
         *           "detail": "The photos show 2 views of the face so far. Take some with the head turned a little to each side: from 3 on a camera recognises the student more often."
         *         }
         *       ],
         *       "look_alikes": [],
         *       "look_alike_advice": null
         *     }
         */
        EnrollmentQuality: {
            /** Photos */
            photos: components["schemas"]["EnrolledPhoto"][];
            /** Views */
            views: number;
            /** Enough Views */
            enough_views: number;
            /** Warnings */
            warnings: components["schemas"]["EnrollmentWarning"][];
            /** Look Alikes */
            look_alikes: components["schemas"]["StudentLookAlike"][];
            /** Look Alike Advice */
            look_alike_advice: string | null;
        };
        /**
         * EnrollmentReport
         * @example {
         *       "student": {
         *         "id": 17,
         *         "name": "Amara Nwosu",
         *         "external_id": "2026-0147",
         *         "note": "Sits at the window",
         *         "created_at": "2026-11-20T07:55:12Z",
         *         "updated_at": "2026-11-20T07:55:12Z",
         *         "faces": 3,
         *         "views": 3,
         *         "few_views": false,
         *         "needs_enrollment": false,
         *         "other_faces": 0,
         *         "kept_photos": 0,
         *         "last_seen_at": "2026-11-20T08:44:59Z"
         *       },
         *       "accepted": 1,
         *       "rejected": 1,
         *       "results": [
         *         {
         *           "index": 0,
         *           "filename": "front.jpg",
         *           "accepted": true,
         *           "face_id": 204,
         *           "reasons": [],
         *           "warnings": [],
         *           "measurements": {
         *             "faces_found": 1,
         *             "detection_score": 0.998,
         *             "face_px": 212,
         *             "sharpness": 92,
         *             "brightness": 128,
         *             "clipped": 0,
         *             "side_light": 0.13,
         *             "visible": 1,
         *             "occlusion": 0.08,
         *             "yaw": -6,
         *             "pitch": 3,
         *             "roll": 1,
         *             "similarity_to_own": 0.74,
         *             "similarity_to_others": 0.21
         *           }
         *         },
         *         {
         *           "index": 1,
         *           "filename": "window.jpg",
         *           "accepted": false,
         *           "face_id": null,
         *           "reasons": [
         *             {
         *               "code": "no_face",
         *               "detail": "No face was found. Take a photo from the front, in good light, with the whole face."
         *             }
         *           ],
         *           "warnings": [],
         *           "measurements": {
         *             "faces_found": 0
         *           }
         *         }
         *       ],
         *       "warnings": [
         *         {
         *           "code": "few_angles",
         *           "detail": "The photos show one view of the face so far. Take some with the head turned a little to each side: from 3 on a camera recognises the student more often."
         *         }
         *       ]
         *     }
         */
        EnrollmentReport: {
            student: components["schemas"]["Student"];
            /** Accepted */
            accepted: number;
            /** Rejected */
            rejected: number;
            /** Results */
            results: components["schemas"]["FaceReport"][];
            /** Warnings */
            warnings: components["schemas"]["EnrollmentWarning"][];
        };
        /**
         * EnrollmentWarning
         * @description Something to know although the photo was accepted.
         */
        EnrollmentWarning: {
            code: components["schemas"]["FaceWarning"];
            /** Detail */
            detail: string;
            /** Student Id */
            student_id?: number | null;
        };
        /**
         * Environment
         * @description Where a class session takes place.
         * @enum {string}
         */
        Environment: "classroom" | "seminar" | "product_demo" | "general";
        /**
         * FaceCheck
         * @description What enrollment would say about a picture.
         * @example {
         *       "acceptable": false,
         *       "hint": {
         *         "code": "come_closer",
         *         "detail": "Come closer."
         *       },
         *       "reasons": [
         *         {
         *           "code": "face_too_small",
         *           "detail": "The face is 48 pixels wide, at least 64 are needed. Go closer, or use a larger picture."
         *         }
         *       ],
         *       "warnings": [],
         *       "measurements": {
         *         "faces_found": 1,
         *         "detection_score": 0.998,
         *         "face_px": 48,
         *         "sharpness": 92,
         *         "brightness": 128,
         *         "clipped": 0,
         *         "side_light": 0.13,
         *         "visible": 1,
         *         "occlusion": 0.08,
         *         "yaw": -6,
         *         "pitch": 3,
         *         "roll": 1,
         *         "similarity_to_own": 0.74,
         *         "similarity_to_others": 0.21
         *       }
         *     }
         */
        FaceCheck: {
            /** Acceptable */
            acceptable: boolean;
            hint: components["schemas"]["FaceHint"] | null;
            /** Reasons */
            reasons: components["schemas"]["Rejection"][];
            /** Warnings */
            warnings: components["schemas"]["EnrollmentWarning"][];
            measurements: components["schemas"]["FaceMeasurements"];
        };
        /** FaceHint */
        FaceHint: {
            code: components["schemas"]["HintCode"];
            /** Detail */
            detail: string;
        };
        /**
         * FaceMeasurements
         * @description What was measured on the face; None where there was no single face to measure.
         */
        FaceMeasurements: {
            /** Faces Found */
            faces_found: number;
            /** Detection Score */
            detection_score?: number | null;
            /** Face Px */
            face_px?: number | null;
            /** Sharpness */
            sharpness?: number | null;
            /** Brightness */
            brightness?: number | null;
            /** Clipped */
            clipped?: number | null;
            /** Side Light */
            side_light?: number | null;
            /** Visible */
            visible?: number | null;
            /** Occlusion */
            occlusion?: number | null;
            /** Yaw */
            yaw?: number | null;
            /** Pitch */
            pitch?: number | null;
            /** Roll */
            roll?: number | null;
            /** Similarity To Own */
            similarity_to_own?: number | null;
            /** Similarity To Others */
            similarity_to_others?: number | null;
        };
        /**
         * FaceRejection
         * @description Why an enrollment photo was not accepted.
         * @enum {string}
         */
        FaceRejection: "not_an_image" | "image_truncated" | "image_too_large" | "image_empty" | "no_face" | "several_faces" | "face_too_small" | "face_cut_off" | "too_blurry" | "too_dark" | "too_bright" | "uneven_light" | "face_covered" | "extreme_pose" | "duplicate_photo" | "photo_of_another_student" | "differs_from_other_photos" | "resembles_another_student" | "too_many_faces_stored";
        /**
         * FaceReport
         * @description The answer for one photo, in the order of the upload.
         */
        FaceReport: {
            /** Index */
            index: number;
            /** Filename */
            filename: string | null;
            /** Accepted */
            accepted: boolean;
            /** Face Id */
            face_id: number | null;
            /** Reasons */
            reasons: components["schemas"]["Rejection"][];
            /** Warnings */
            warnings: components["schemas"]["EnrollmentWarning"][];
            measurements: components["schemas"]["FaceMeasurements"];
        };
        /**
         * FaceWarning
         * @description What a teacher should know of a photo that was accepted, or of all photos of a student.
         * @enum {string}
         */
        FaceWarning: "looks_like_another_student" | "confirmed_look_alike" | "few_angles" | "photos_disagree";
        /**
         * GalleryInfo
         * @description Who can be recognised, and by which rule.
         * @example {
         *       "embedder": "sface-webcam",
         *       "weights_sha256": "9c1f0f2b7c1a4f6fb0d0e5d3b6f1a7c28e4d95a06b3c7f81d2e6a4b5c9d8e7f0",
         *       "students": 24,
         *       "faces": 71,
         *       "known_threshold": 0.389,
         *       "unsure_threshold": 0.284,
         *       "target_false_accept_rate": 0.001,
         *       "expected_false_accept_rate": 0.0009995,
         *       "calibration": {
         *         "fixed_by_operator": false,
         *         "mean": 0.001,
         *         "deviation": 0.094,
         *         "tail": 1.05,
         *         "public_mean": -0.0003,
         *         "public_deviation": 0.0937,
         *         "public_weight": 50,
         *         "gallery": {
         *           "comparisons": 1633,
         *           "mean": 0.004,
         *           "deviation": 0.094,
         *           "highest": 0.31
         *         },
         *         "left_out": 0,
         *         "cohort": {
         *           "comparisons": 23880,
         *           "mean": 0.008,
         *           "deviation": 0.091,
         *           "highest": 0.36
         *         }
         *       },
         *       "review": {
         *         "look_alikes": [
         *           {
         *             "students": [
         *               {
         *                 "id": 17,
         *                 "name": "Amara Nwosu"
         *               },
         *               {
         *                 "id": 21,
         *                 "name": "Ada Nwosu"
         *               }
         *             ],
         *             "similarity": 0.58,
         *             "advice": "Is this one person enrolled twice? Then delete one of the two."
         *           }
         *         ],
         *         "look_alike_count": 1,
         *         "disagreeing": [],
         *         "disagreeing_count": 0,
         *         "few_photos": [
         *           {
         *             "id": 9,
         *             "name": "Luka Horvat"
         *           }
         *         ],
         *         "few_photos_count": 1,
         *         "few_photos_advice": "Fewer than 3 photos: add some."
         *       },
         *       "students_who_need_enrollment": 1
         *     }
         */
        GalleryInfo: {
            /** Embedder */
            embedder: string;
            /** Weights Sha256 */
            weights_sha256: string;
            /** Students */
            students: number;
            /** Faces */
            faces: number;
            /** Known Threshold */
            known_threshold: number;
            /** Unsure Threshold */
            unsure_threshold: number;
            /** Target False Accept Rate */
            target_false_accept_rate: number;
            /** Expected False Accept Rate */
            expected_false_accept_rate: number | null;
            calibration: components["schemas"]["CalibrationInfo"];
            review: components["schemas"]["GalleryReviewInfo"];
            /** Students Who Need Enrollment */
            students_who_need_enrollment: number;
        };
        /**
         * GalleryReviewInfo
         * @description What deserves a second look. Lists are short, the worst come first; counts are complete.
         */
        GalleryReviewInfo: {
            /** Look Alikes */
            look_alikes: components["schemas"]["LookAlikePair"][];
            /** Look Alike Count */
            look_alike_count: number;
            /** Disagreeing */
            disagreeing: components["schemas"]["DisagreeingStudent"][];
            /** Disagreeing Count */
            disagreeing_count: number;
            /** Few Photos */
            few_photos: components["schemas"]["EnrolledStudent"][];
            /** Few Photos Count */
            few_photos_count: number;
            /** Few Photos Advice */
            few_photos_advice: string | null;
        };
        /** GapClassSession */
        GapClassSession: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /**
         * GapReason
         * @enum {string}
         */
        GapReason: "not_recognised" | "nobody_in_class" | "nobody";
        /**
         * HintCode
         * @description What to do. Left and right, up and down are those of the person, not of the picture.
         * @enum {string}
         */
        HintCode: "show_face" | "one_person_only" | "come_closer" | "move_to_middle" | "find_light" | "avoid_light" | "uncover_face" | "hold_still" | "look_left" | "look_right" | "look_up" | "look_down" | "hold_head_upright" | "send_another_picture" | "check_person" | "change_angle";
        /**
         * HistoryGap
         * @description A time in which the student was not recognised.
         */
        HistoryGap: {
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Seconds */
            seconds: number;
            reason: components["schemas"]["GapReason"];
            class_session: components["schemas"]["GapClassSession"] | null;
        };
        /**
         * HistoryGaps
         * @example {
         *       "start": "2026-11-20T08:00:00Z",
         *       "end": "2026-11-20T09:00:00Z",
         *       "min_seconds": 60,
         *       "total": 2,
         *       "gaps": [
         *         {
         *           "start": "2026-11-20T08:45:00Z",
         *           "end": "2026-11-20T09:00:00Z",
         *           "seconds": 900,
         *           "reason": "nobody",
         *           "class_session": null
         *         },
         *         {
         *           "start": "2026-11-20T08:12:30Z",
         *           "end": "2026-11-20T08:20:00Z",
         *           "seconds": 450,
         *           "reason": "not_recognised",
         *           "class_session": {
         *             "id": 3,
         *             "name": "Biology 7b"
         *           }
         *         }
         *       ]
         *     }
         */
        HistoryGaps: {
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Min Seconds */
            min_seconds: number;
            /** Total */
            total: number;
            /** Gaps */
            gaps: components["schemas"]["HistoryGap"][];
        };
        /**
         * Liveness
         * @example {
         *       "status": "ok"
         *     }
         */
        Liveness: {
            /** Status */
            status: string;
        };
        /** LookAlikePair */
        LookAlikePair: {
            /** Students */
            students: components["schemas"]["EnrolledStudent"][];
            /** Similarity */
            similarity: number;
            /** Advice */
            advice: string;
        };
        /**
         * Lowered
         * @description What an effort below the full one spares, in the order in which it is given up.
         * @enum {string}
         */
        Lowered: "emotion_rate" | "scan_rate" | "smallest_face" | "frame_rate";
        /** Network */
        Network: {
            /** Task */
            task: string;
            /** Name */
            name: string;
            /** Sha256 */
            sha256: string;
        };
        /**
         * PhotoSource
         * @description Where enrollment photos come from: chosen by somebody, or taken of who sits there now.
         * @enum {string}
         */
        PhotoSource: "files" | "camera";
        /**
         * Readiness
         * @example {
         *       "status": "ok",
         *       "database": "ok",
         *       "networks": "ok"
         *     }
         */
        Readiness: {
            /** Status */
            status: string;
            /** Database */
            database: string;
            /** Networks */
            networks: string;
        };
        /**
         * RecentEmotions
         * @description Students of whom nothing was read are left out, and so are steps.
         * @example {
         *       "class_session_id": 3,
         *       "emotion_set": "wellbeing",
         *       "labels": [
         *         "angry",
         *         "happy",
         *         "neutral",
         *         "sad",
         *         "tired"
         *       ],
         *       "step_seconds": 10,
         *       "start": "2026-11-20T08:39:59Z",
         *       "end": "2026-11-20T08:44:59Z",
         *       "students": [
         *         {
         *           "student_id": 17,
         *           "steps": [
         *             {
         *               "start": "2026-11-20T08:44:40Z",
         *               "probabilities": [
         *                 0.03,
         *                 0.41,
         *                 0.38,
         *                 0.06,
         *                 0.12
         *               ],
         *               "seconds_observed": 9
         *             }
         *           ]
         *         }
         *       ]
         *     }
         */
        RecentEmotions: {
            /** Class Session Id */
            class_session_id: number;
            emotion_set: components["schemas"]["EmotionSet"];
            /** Labels */
            labels: string[];
            /** Step Seconds */
            step_seconds: number;
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Students */
            students: components["schemas"]["StudentTrend"][];
        };
        /**
         * RecentStep
         * @description Ten seconds in which something was read.
         */
        RecentStep: {
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /** Probabilities */
            probabilities: number[];
            /** Seconds Observed */
            seconds_observed: number;
        };
        /** Rejection */
        Rejection: {
            code: components["schemas"]["FaceRejection"];
            /** Detail */
            detail: string;
            /** Student Id */
            student_id?: number | null;
        };
        /**
         * Roll
         * @description Who belongs to a class session.
         * @enum {string}
         */
        Roll: "everyone" | "list";
        /**
         * RollUpdate
         * @example {
         *       "student_ids": [
         *         17,
         *         18,
         *         21
         *       ]
         *     }
         */
        RollUpdate: {
            /** Student Ids */
            student_ids: number[] | null;
        };
        /**
         * Seen
         * @description What cameras saw. A second counts once, however many cameras saw it.
         */
        Seen: {
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Seconds Seen */
            seconds_seen: number;
            /** Spans */
            spans: components["schemas"]["SeenSpan"][];
        };
        /**
         * SeenInClass
         * @description What cameras saw. A second counts once, however many cameras saw it.
         */
        SeenInClass: {
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Seconds Seen */
            seconds_seen: number;
            /** Share */
            share: number;
        };
        /**
         * SeenSpan
         * @description Both ends were seen; gaps of up to a minute are no absence.
         */
        SeenSpan: {
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
        };
        /**
         * SimilarityFigures
         * @description Cosine similarities of people who are not the same: how many, mean, deviation, highest.
         */
        SimilarityFigures: {
            /** Comparisons */
            comparisons: number;
            /** Mean */
            mean: number;
            /** Deviation */
            deviation: number;
            /** Highest */
            highest: number;
        };
        /**
         * StorageInfo
         * @description What is stored, how much room it takes, and how much is left.
         * @example {
         *       "database_bytes": 44310528,
         *       "disk": {
         *         "total_bytes": 250059350016,
         *         "free_bytes": 87960930222,
         *         "is_low": false,
         *         "low_below_bytes": 1073741824
         *       },
         *       "students": 24,
         *       "faces": 71,
         *       "kept_photos": 0,
         *       "kept_photo_bytes": 0,
         *       "class_sessions": 31,
         *       "observations": 402118,
         *       "observations_exact": true,
         *       "oldest_observation_at": "2026-09-07T07:58:12Z",
         *       "newest_observation_at": "2026-11-20T08:44:59Z"
         *     }
         */
        StorageInfo: {
            /** Database Bytes */
            database_bytes: number | null;
            disk: components["schemas"]["Disk"] | null;
            /** Students */
            students: number;
            /** Faces */
            faces: number;
            /** Kept Photos */
            kept_photos: number;
            /** Kept Photo Bytes */
            kept_photo_bytes: number;
            /** Class Sessions */
            class_sessions: number;
            /** Observations */
            observations: number;
            /** Observations Exact */
            observations_exact: boolean;
            /** Oldest Observation At */
            oldest_observation_at: string | null;
            /** Newest Observation At */
            newest_observation_at: string | null;
        };
        /**
         * Student
         * @example {
         *       "id": 17,
         *       "name": "Amara Nwosu",
         *       "external_id": "2026-0147",
         *       "note": "Sits at the window",
         *       "created_at": "2026-11-20T07:55:12Z",
         *       "updated_at": "2026-11-20T07:55:12Z",
         *       "faces": 3,
         *       "views": 3,
         *       "few_views": false,
         *       "needs_enrollment": false,
         *       "other_faces": 0,
         *       "kept_photos": 0,
         *       "last_seen_at": "2026-11-20T08:44:59Z"
         *     }
         */
        Student: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** External Id */
            external_id: string | null;
            /** Note */
            note: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Faces */
            faces: number;
            /** Views */
            views: number;
            /** Few Views */
            few_views: boolean;
            /** Needs Enrollment */
            needs_enrollment: boolean;
            /** Other Faces */
            other_faces: number;
            /** Kept Photos */
            kept_photos: number;
            /** Last Seen At */
            last_seen_at: string | null;
        };
        /**
         * StudentAttendance
         * @example {
         *       "items": [
         *         {
         *           "class_session_id": 3,
         *           "name": "Biology 7b",
         *           "started_at": "2026-11-20T08:00:00Z",
         *           "ended_at": "2026-11-20T08:45:00Z",
         *           "expected": true,
         *           "status": "present",
         *           "seen": {
         *             "first_seen_at": "2026-11-20T08:00:04Z",
         *             "last_seen_at": "2026-11-20T08:44:59Z",
         *             "seconds_seen": 2518,
         *             "share": 0.9326
         *           },
         *           "corrected": null
         *         }
         *       ],
         *       "total": 1,
         *       "attended": 1,
         *       "limit": 50,
         *       "offset": 0
         *     }
         */
        StudentAttendance: {
            /** Items */
            items: components["schemas"]["AttendedClass"][];
            /** Total */
            total: number;
            /** Attended */
            attended: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
        };
        /**
         * StudentContents
         * @description What is stored of a student, and would be deleted with the student.
         * @example {
         *       "embeddings": 3,
         *       "kept_photos": 0,
         *       "observed_seconds": 2518,
         *       "class_sessions": 1,
         *       "corrections": 0,
         *       "emotion_baselines": 0
         *     }
         */
        StudentContents: {
            /** Embeddings */
            embeddings: number;
            /** Kept Photos */
            kept_photos: number;
            /** Observed Seconds */
            observed_seconds: number;
            /** Class Sessions */
            class_sessions: number;
            /** Corrections */
            corrections: number;
            /** Emotion Baselines */
            emotion_baselines: number;
        };
        /**
         * StudentCreate
         * @example {
         *       "name": "Amara Nwosu",
         *       "external_id": "2026-0147",
         *       "note": "Sits at the window"
         *     }
         */
        StudentCreate: {
            /** Name */
            name: string;
            /** External Id */
            external_id?: string | null;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** StudentLookAlike */
        StudentLookAlike: {
            student: components["schemas"]["EnrolledStudent"];
            /** Similarity */
            similarity: number;
        };
        /**
         * StudentOrder
         * @enum {string}
         */
        StudentOrder: "name" | "newest" | "last_seen";
        /**
         * StudentPage
         * @example {
         *       "items": [
         *         {
         *           "id": 17,
         *           "name": "Amara Nwosu",
         *           "external_id": "2026-0147",
         *           "note": "Sits at the window",
         *           "created_at": "2026-11-20T07:55:12Z",
         *           "updated_at": "2026-11-20T07:55:12Z",
         *           "faces": 3,
         *           "views": 3,
         *           "few_views": false,
         *           "needs_enrollment": false,
         *           "other_faces": 0,
         *           "kept_photos": 0,
         *           "last_seen_at": "2026-11-20T08:44:59Z"
         *         }
         *       ],
         *       "total": 1,
         *       "limit": 50,
         *       "offset": 0
         *     }
         */
        StudentPage: {
            /** Items */
            items: components["schemas"]["Student"][];
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
        };
        /** StudentTrend */
        StudentTrend: {
            /** Student Id */
            student_id: number;
            /** Steps */
            steps: components["schemas"]["RecentStep"][];
        };
        /**
         * StudentUpdate
         * @description Fields left out stay as they are; an external id of null removes it.
         * @example {
         *       "name": "Amara Nwosu-Lind"
         *     }
         */
        StudentUpdate: {
            /** Name */
            name?: string | null;
            /** External Id */
            external_id?: string | null;
            /** Note */
            note?: string | null;
            /** Known Note */
            known_note?: string | null;
        };
        /**
         * Timeline
         * @example {
         *       "class_session_id": 3,
         *       "emotion_set": "wellbeing",
         *       "bucket": "1m",
         *       "start": "2026-11-20T08:00:00Z",
         *       "end": "2026-11-20T08:45:00Z",
         *       "labels": [
         *         "angry",
         *         "happy",
         *         "neutral",
         *         "sad",
         *         "tired"
         *       ],
         *       "buckets": [
         *         {
         *           "start": "2026-11-20T08:00:00Z",
         *           "students_seen": 22,
         *           "seconds_observed": 1187,
         *           "probabilities": {
         *             "angry": 0.03,
         *             "happy": 0.41,
         *             "neutral": 0.38,
         *             "sad": 0.06,
         *             "tired": 0.12
         *           }
         *         }
         *       ]
         *     }
         */
        Timeline: {
            /** Class Session Id */
            class_session_id: number;
            emotion_set: components["schemas"]["EmotionSet"];
            bucket: components["schemas"]["Bucket"];
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Labels */
            labels: string[];
            /** Buckets */
            buckets: components["schemas"]["TimelineBucket"][];
        };
        /**
         * TimelineBucket
         * @description One bucket in which somebody was recognised; the others are left out.
         */
        TimelineBucket: {
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /** Students Seen */
            students_seen: number;
            /** Seconds Observed */
            seconds_observed: number;
            /** Probabilities */
            probabilities: {
                [key: string]: number;
            };
        };
        /**
         * Problem
         * @description RFC 9457 problem details; `code` is stable and meant for programs.
         */
        Problem: {
            /** Type */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /** Detail */
            detail: string;
            /** Code */
            code: string;
            /**
             * Instance
             * @default null
             */
            instance: string | null;
            /**
             * Errors
             * @default []
             */
            errors: {
                [key: string]: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_students: {
        parameters: {
            query?: {
                search?: string;
                /** @description What comes first. */
                order?: components["schemas"]["StudentOrder"];
                /** @description Only students whom cameras cannot know yet, or only those they can. */
                needs_enrollment?: boolean | null;
                /** @description At most so many items. */
                limit?: number;
                /** @description So many items are skipped. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentPage"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_student: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StudentCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Student"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_student: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Student"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_student: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_student: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StudentUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Student"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_student_contents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentContents"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_faces: {
        parameters: {
            query?: {
                /** @description Students who look like this one and are somebody else, as a teacher knows. */
                confirm_look_alike?: number[];
                source?: components["schemas"]["PhotoSource"];
            };
            header?: {
                /** @description Any text of 8 to 128 characters that no other request has. If the answer gets lost, send the request again with the same key: nothing is done twice, and the answer is the first one's. */
                "idempotency-key"?: string | null;
            };
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "images": [
                 *         "front.jpg",
                 *         "left.jpg",
                 *         "right.jpg"
                 *       ]
                 *     }
                 */
                "multipart/form-data": {
                    /** @description JPEG, PNG or WebP photos of this student alone. */
                    images: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrollmentReport"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_faces: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_face: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
                face_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_photos: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_enrollment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrollmentQuality"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_student_attendance: {
        parameters: {
            query?: {
                /** @description At most so many items. */
                limit?: number;
                /** @description So many items are skipped. */
                offset?: number;
            };
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentAttendance"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    download_student_attendance: {
        parameters: {
            query?: {
                /** @description IANA name of the zone in which days and hours begin. */
                tz?: string;
            };
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example "class_session_id","class_session","started_at","ended_at","expected","status","first_seen_at","last_seen_at","seconds_seen","share","corrected_to","note","corrected_at"
                     *     3,"Biology 7b","2026-11-20T09:00:00+01:00","2026-11-20T09:45:00+01:00","yes","present","2026-11-20T09:00:04+01:00","2026-11-20T09:44:59+01:00",2518,0.9326,"","",""
                     */
                    "text/csv": string;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    check_face: {
        parameters: {
            query?: {
                /** @description Compare with this student's photos, too. */
                student_id?: number | null;
                /** @description Students who look like this one and are somebody else, as a teacher knows. */
                confirm_look_alike?: number[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example (the bytes of a JPEG picture) */
                "image/jpeg": string;
                /** @example (the bytes of a PNG picture) */
                "image/png": string;
                /** @example (the bytes of a WebP picture) */
                "image/webp": string;
                /**
                 * @example {
                 *       "image": "frame.jpg"
                 *     }
                 */
                "multipart/form-data": {
                    /** Format: binary */
                    image: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceCheck"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_class_sessions: {
        parameters: {
            query?: {
                search?: string;
                /** @description Only those that run (true) or have ended (false). */
                running?: boolean | null;
                /** @description Only those of this environment. */
                environment?: components["schemas"]["Environment"] | null;
                /** @description At most so many items. */
                limit?: number;
                /** @description So many items are skipped. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassSessionPage"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_class_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClassSessionCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassSession"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_class_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassSession"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_class_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_class_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClassSessionUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassSession"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_class_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassSession"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_class_session_contents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassSessionContents"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_attendance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attendance"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_attendance: {
        parameters: {
            query?: {
                /** @description What you know: `corrected_at` of the correction that you saw, or `none`. When it is another one by now, yours does not replace it, and the answer says what it is. */
                based_on?: string | "none" | null;
            };
            header?: never;
            path: {
                class_session_id: number;
                student_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttendanceEntry"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo_correction: {
        parameters: {
            query?: {
                /** @description What you know: `corrected_at` of the correction that you saw, or `none`. When it is another one by now, yours does not replace it, and the answer says what it is. */
                based_on?: string | "none" | null;
            };
            header?: never;
            path: {
                class_session_id: number;
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_roll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RollUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attendance"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    download_attendance: {
        parameters: {
            query?: {
                /** @description IANA name of the zone in which days and hours begin. */
                tz?: string;
            };
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example "student_id","external_id","name","expected","status","first_seen_at","last_seen_at","seconds_seen","corrected_to","note","corrected_at"
                     *     17,"2026-0147","Amara Nwosu","yes","late","2026-11-20T09:12:04+01:00","2026-11-20T09:44:59+01:00",1890,"late","Missed the bus","2026-11-20T09:50:00+01:00"
                     */
                    "text/csv": string;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_timeline: {
        parameters: {
            query?: {
                /** @description Width of a bucket; they are counted from the start. */
                bucket?: components["schemas"]["Bucket"];
                /** @description Which five. Default: that of the class session. */
                emotion_set?: components["schemas"]["EmotionSet"] | null;
            };
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    download_timeline: {
        parameters: {
            query?: {
                /** @description Width of a bucket; they are counted from the start. */
                bucket?: components["schemas"]["Bucket"];
                /** @description Which five. Default: that of the class session. */
                emotion_set?: components["schemas"]["EmotionSet"] | null;
                /** @description IANA name of the zone in which days and hours begin. */
                tz?: string;
            };
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example "start","minutes_since_start","students_seen","seconds_observed","angry","happy","neutral","sad","tired"
                     *     "2026-11-20T09:00:00+01:00",0.0,22,1187,0.03,0.41,0.38,0.06,0.12
                     */
                    "text/csv": string;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_student_emotions: {
        parameters: {
            query?: {
                /** @description ISO 8601 with its zone. Default: 24 hours before `to`; of a class session its start. */
                from?: string | null;
                /** @description ISO 8601 with its zone. Default: now; of a class session its end. */
                to?: string | null;
                /** @description Which five. Default: that of the class session, or the server's. */
                emotion_set?: components["schemas"]["EmotionSet"] | null;
                /** @description Width of a bucket. */
                bucket?: components["schemas"]["Bucket"];
                /** @description IANA name of the zone in which days and hours begin. */
                tz?: string;
            };
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmotionHistory"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    download_student_emotions: {
        parameters: {
            query?: {
                /** @description ISO 8601 with its zone. Default: 24 hours before `to`; of a class session its start. */
                from?: string | null;
                /** @description ISO 8601 with its zone. Default: now; of a class session its end. */
                to?: string | null;
                /** @description Which five. Default: that of the class session, or the server's. */
                emotion_set?: components["schemas"]["EmotionSet"] | null;
                /** @description Width of a bucket. */
                bucket?: components["schemas"]["Bucket"];
                /** @description IANA name of the zone in which days and hours begin. */
                tz?: string;
            };
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example "start","end","seconds_observed","coverage","dominant","angry","happy","neutral","sad","tired"
                     *     "2026-11-20T09:00:00+01:00","2026-11-20T09:01:00+01:00",54,0.9,"happy",0.03,0.41,0.38,0.06,0.12
                     */
                    "text/csv": string;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_student_summary: {
        parameters: {
            query?: {
                /** @description ISO 8601 with its zone. Default: 24 hours before `to`; of a class session its start. */
                from?: string | null;
                /** @description ISO 8601 with its zone. Default: now; of a class session its end. */
                to?: string | null;
                /** @description Which five. Default: that of the class session, or the server's. */
                emotion_set?: components["schemas"]["EmotionSet"] | null;
            };
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmotionSummary"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_class_session_emotions: {
        parameters: {
            query?: {
                /** @description ISO 8601 with its zone. Default: 24 hours before `to`; of a class session its start. */
                from?: string | null;
                /** @description ISO 8601 with its zone. Default: now; of a class session its end. */
                to?: string | null;
                /** @description Which five. Default: that of the class session, or the server's. */
                emotion_set?: components["schemas"]["EmotionSet"] | null;
                /** @description Width of a bucket. */
                bucket?: components["schemas"]["Bucket"];
                /** @description IANA name of the zone in which days and hours begin. */
                tz?: string;
            };
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmotionHistory"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_class_session_summary: {
        parameters: {
            query?: {
                /** @description ISO 8601 with its zone. Default: 24 hours before `to`; of a class session its start. */
                from?: string | null;
                /** @description ISO 8601 with its zone. Default: now; of a class session its end. */
                to?: string | null;
                /** @description Which five. Default: that of the class session, or the server's. */
                emotion_set?: components["schemas"]["EmotionSet"] | null;
            };
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmotionSummary"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_recent_emotions: {
        parameters: {
            query?: {
                /** @description How far back. */
                minutes?: number;
            };
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecentEmotions"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_emotion_baseline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmotionBaseline"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_emotion_baseline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_emotion_baseline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmotionBaselineUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmotionBaseline"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_student_gaps: {
        parameters: {
            query?: {
                /** @description ISO 8601 with its zone. Default: 24 hours before `to`; of a class session its start. */
                from?: string | null;
                /** @description ISO 8601 with its zone. Default: now; of a class session its end. */
                to?: string | null;
                /** @description Shorter gaps are not told. */
                min_seconds?: number;
                /** @description At most so many items. */
                limit?: number;
            };
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryGaps"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_gallery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GalleryInfo"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_about: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["About"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_demo_clip: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example the bytes of the video */
                    "video/webm": unknown;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example the bytes of the video */
                    "video/webm": unknown;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_storage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorageInfo"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_connections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connections"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_liveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not ready. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example homeroom_connections{kind="camera"} 1.0 */
                    "text/plain": unknown;
                };
            };
            /** @description Misdirected Request */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
